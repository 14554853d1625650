package dev.ninestep.token;

import java.util.Base64;
import java.util.stream.Stream;

/// What of a ring must never be seen.
final class Secrets {

  private Secrets() {}

  /// The first characters of every secret in a ring, as its file writes them.
  static Stream<String> of(KeyRing ring) {
    var signing = Stream.concat(ring.accessTokens().all().stream(), ring.identity().all().stream());
    var sealing = ring.sealing().all().stream().map(key -> key.key().getEncoded());
    return Stream.concat(
            signing.map(key -> key.getD().toString()),
            Stream.concat(sealing, Stream.of(ring.addressKey())).map(Secrets::base64url))
        .map(text -> text.substring(0, 10));
  }

  private static String base64url(byte[] bytes) {
    return Base64.getUrlEncoder().encodeToString(bytes);
  }
}
