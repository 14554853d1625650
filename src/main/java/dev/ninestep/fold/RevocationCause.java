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
  CODE_GUESSED(7),
  /// A refresh token came again within seconds of its rotation: two processes hold it.
  REFRESH_RACED(8),
  /// The answer that carried a refresh token was lost and another was issued for it; then the token
  /// came after all.
  LOST_ANSWER_CAME(9);

  private final int code;

  RevocationCause(int code) {
    this.code = code;
  }

  /// Whether it is that a refresh token came which its successor had replaced.
  ///
  /// @return true when it is
  public boolean isReuse() {
    return switch (this) {
      case REFRESH_REUSED, REFRESH_RACED, LOST_ANSWER_CAME -> true;
      case CODE_REPLAYED, CODE_GUESSED, LEAKED, BY_USER, BY_CLIENT, BY_OPERATOR -> false;
    };
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
