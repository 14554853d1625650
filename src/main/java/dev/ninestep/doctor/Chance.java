package dev.ninestep.doctor;

import dev.ninestep.protocol.CodeVerifier;
import java.security.SecureRandom;
import java.util.Base64;

/// Makes what nobody may guess.
final class Chance {

  private static final int BYTES = 32;

  private final SecureRandom random = new SecureRandom();

  CodeVerifier verifier() {
    return new CodeVerifier(text());
  }

  /// A state with the characters that careless servers lose.
  String state() {
    return text() + "+/=";
  }

  private String text() {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
