package dev.ninestep.fold;

import java.util.Arrays;

/// Why a grant is revoked.
public enum RevocationCause {
  /// The code came a second time, with the right verifier.
  CODE_REPLAYED(1),
  /// A refresh token came after its successor was issued.
  REFRESH_REUSED(2),
  /// The user revoked it.
  BY_USER(3),
  /// The client revoked it.
  BY_CLIENT(4),
  /// An operator revoked it.
  BY_OPERATOR(5),
  /// A refresh token was sent where others can read it.
  LEAKED(6),
  /// The code came too often with wrong verifiers.
  CODE_GUESSED(7);

  private final int code;

  RevocationCause(int code) {
    this.code = code;
  }

  /// The number it is kept as.
  ///
  /// @return a number that never changes
  public int code() {
    return code;
  }

  /// The cause kept as a number.
  ///
  /// @param code what [#code] gave
  /// @return the cause
  /// @throws IllegalArgumentException when there is none
  public static RevocationCause of(int code) {
    return Arrays.stream(values())
        .filter(cause -> cause.code == code)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no revocation cause " + code));
  }
}
