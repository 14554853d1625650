package dev.ninestep.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Instant;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every mistake a ring's file can have is named by its member, and no message shows a key.
class MalformedRingTest {

  private static final KeyRing RING = KeyRing.generate().announce(Instant.EPOCH);
  private static final String JSON = KeyRingWriter.write(RING);
  private static final String D = RING.accessTokens().signing().getD().toString();
  private static final String KID = RING.accessTokens().signing().getKeyID();
  private static final String OTHER_KID = RING.accessTokens().all().getLast().getKeyID();
  private static final String SEALING = RING.sealing().sealing().kid();
  private static final String OTHER_X = RING.identity().signing().getX().toString();

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake("the key ring must be an object", _ -> ""),
        mistake("the key ring must be an object", _ -> "[]"),
        mistake("the key ring must be an object", _ -> "\"" + D + "\""),
        mistake("the key ring cannot be read as JSON at line 1, column 1", _ -> "x" + D),
        mistake("the key ring cannot be read as JSON", json -> json.substring(0, 400)),
        mistake("the key ring cannot be read as JSON", json -> json + "{}"),
        mistake("the key ring cannot be read as JSON", json -> json.replace("\"d\"", "\"x\"")),
        mistake("access_token_keys is missing", _ -> "{}"),
        mistake("access_token_keys must be an array", _ -> "{\"access_token_keys\": 1}"));
  }

  static Stream<Arguments> mistakesOfMembers() {
    return Stream.of(
        change(
            "announced_at must be a time such as 2026-11-21T14:03:00Z",
            "\"1970-01-01T00:00:00Z\"",
            "\"" + D + "\""),
        change(
            "the key ring has a member \"address_keys\" that means nothing here",
            "\"address_key\"",
            "\"address_keys\""),
        change(
            "access_token_keys must have exactly one key with the status \"signing\"",
            "\"signing\"",
            "\"published\""),
        change(
            "access_token_keys must have exactly one key with the status \"signing\"",
            "\"published\"",
            "\"signing\""),
        change(
            "sealing_keys must have exactly one key with the status \"sealing\"",
            "\"opening\"",
            "\"sealing\""),
        change(
            "access_token_keys[0].status must be \"signing\" or \"published\"",
            "\"signing\"",
            "\"active\""),
        change(
            "sealing_keys[0].status must be \"sealing\" or \"opening\"",
            "\"sealing\"",
            "\"signing\""),
        change(
            "access_token_keys[0].jwk has a member \"…\" that means nothing here",
            "\"kty\"",
            "\"" + D + "\""),
        change("access_token_keys[0].jwk.kty must be \"EC\"", "\"EC\"", "\"RSA\""),
        change("access_token_keys[0].jwk.crv must be \"P-256\"", "\"P-256\"", "\"P-384\""),
        change("access_token_keys[0].jwk.d is missing", "\"d\" :", "\"use\" :"),
        change(
            "access_token_keys[0].jwk.d must be a string", "\"d\" : \"" + D + "\"", "\"d\" : 12"),
        change(
            "access_token_keys[0].jwk.d must be 32 bytes as 43 base64url characters",
            D,
            D.substring(0, 42)),
        change(
            "access_token_keys[0].jwk.d must be 32 bytes as 43 base64url characters", D, D + "="),
        change(
            "access_token_keys[0].jwk.d must be 32 bytes as 43 base64url characters",
            D,
            D.substring(0, 40) + "+/+"),
        change(
            "access_token_keys[0].jwk must be a P-256 key whose x, y and d belong together",
            D,
            "A".repeat(43)),
        change(
            "access_token_keys[0].jwk must be a P-256 key whose x, y and d belong together",
            D,
            RING.identity().signing().getD().toString()),
        change(
            "access_token_keys[0].jwk must be a P-256 key whose x, y and d belong together",
            RING.accessTokens().signing().getX().toString(),
            OTHER_X),
        change("access_token_keys[0].jwk.kid must match [A-Za-z0-9_-]{1,64}", KID, "../" + KID),
        change("access_token_keys[1].jwk.kid is the kid of another key too", OTHER_KID, KID),
        change(
            "identity_keys[0].jwk.kid is the kid of another key too",
            RING.identity().signing().getKeyID(),
            KID),
        change("sealing_keys[0].kid must match [0-9a-f]{8}", SEALING, "g" + SEALING.substring(1)),
        change(
            "sealing_keys[1].kid is the kid of another key too",
            RING.sealing().all().getLast().kid(),
            SEALING),
        change(
            "sealing_keys[0].key must be 32 bytes as 43 base64url characters",
            "\"key\" : \"",
            "\"key\" : \"A"));
  }

  @ParameterizedTest
  @MethodSource({"mistakes", "mistakesOfMembers"})
  void aMistakeIsNamedAndNoKeyIsShown(String named, UnaryOperator<String> mistake) {
    var json = mistake.apply(JSON);
    assertThat(json).isNotEqualTo(JSON);

    var thrown = catchIllegalArgumentException(() -> KeyRing.parse(json));

    assertThat(thrown).hasMessageStartingWith(named).hasNoCause();
    assertThat(Secrets.of(RING)).noneMatch(thrown.getMessage()::contains);
  }

  private static Arguments mistake(String named, UnaryOperator<String> mistake) {
    return arguments(named, mistake);
  }

  /// A change of the first place only.
  private static Arguments change(String named, String from, String to) {
    return mistake(
        named,
        json -> {
          var at = json.indexOf(from);
          return json.substring(0, at) + to + json.substring(at + from.length());
        });
  }
}
