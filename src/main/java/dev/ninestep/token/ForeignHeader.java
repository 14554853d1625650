package dev.ninestep.token;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Says, for the trace, what gives a header away that is not one of ours. Its answer is always a
/// refusal; nothing it finds can help a token.
///
/// @param type the `typ` that ours have
record ForeignHeader(String type) {

  private static final Set<String> OURS = Set.of("alg", "typ", "kid");

  /// One way in which a header is foreign.
  private record Sign(String why, Predicate<JsonNode> shows) {}

  private List<Sign> signs() {
    return List.of(
        new Sign("the token is not signed (alg none)", h -> is(h, "alg", "none")),
        new Sign("alg is not ES256", h -> !is(h, "alg", "ES256")),
        new Sign("typ is not " + type, h -> !is(h, "typ", type)),
        new Sign(
            "the header has more than alg, typ and kid",
            h -> h.propertyStream().anyMatch(member -> !OURS.contains(member.getKey()))),
        new Sign("kid is missing", h -> !h.path("kid").isTextual()));
  }

  private static boolean is(JsonNode header, String name, String value) {
    return value.equals(header.path(name).textValue());
  }

  Jws.Read explain(String header) {
    return decode(header)
        .flatMap(StrictJson::object)
        .<Jws.Read>map(members -> new Jws.Read.NotOurs(firstSign(members)))
        .orElseGet(() -> new Jws.Read.Malformed("the header is not base64url of a JSON object"));
  }

  private String firstSign(JsonNode members) {
    return signs().stream()
        .filter(sign -> sign.shows().test(members))
        .findFirst()
        .map(Sign::why)
        .orElse("kid is not one of this server's keys");
  }

  private static Optional<byte[]> decode(String header) {
    try {
      return Optional.of(Base64.getUrlDecoder().decode(header));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
