package dev.ninestep.token;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Says, for the trace, what gives a header away that is not one of ours. Its answer is always a
/// refusal; nothing it finds can help a token.
///
/// @param type the `typ` that ours have
record ForeignHeader(String type) {

  private static final Set<String> OURS = Set.of("alg", "typ", "kid");

  /// One way in which a header is foreign.
  private record Sign(String why, Predicate<Map<String, Object>> shows) {}

  private List<Sign> signs() {
    return List.of(
        new Sign("the token is not signed (alg none)", h -> "none".equals(h.get("alg"))),
        new Sign("alg is not ES256", h -> !"ES256".equals(h.get("alg"))),
        new Sign("typ is not " + type, h -> !type.equals(h.get("typ"))),
        new Sign("the header names a key of its own", h -> !OURS.containsAll(h.keySet())),
        new Sign("kid is missing", h -> !(h.get("kid") instanceof String)));
  }

  Jws.Read explain(String header) {
    try {
      var members = JSONObjectUtils.parse(new Base64URL(header).decodeToString());
      return signs().stream()
          .filter(sign -> sign.shows().test(members))
          .findFirst()
          .<Jws.Read>map(sign -> new Jws.Read.NotOurs(sign.why()))
          .orElseGet(() -> new Jws.Read.NotOurs("kid is not one of this server's keys"));
    } catch (ParseException e) {
      return new Jws.Read.Malformed("the header is not base64url of JSON");
    }
  }
}
