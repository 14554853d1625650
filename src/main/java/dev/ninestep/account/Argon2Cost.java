package dev.ninestep.account;

/// What one check of a password costs whoever makes it, the server and the thief alike.
///
/// @param memoryKib memory in KiB, at least eight per lane
/// @param iterations passes over the memory, at least one
/// @param parallelism lanes, at least one
/// @spec https://www.rfc-editor.org/rfc/rfc9106#section-3.1 RFC 9106 §3.1
public record Argon2Cost(int memoryKib, int iterations, int parallelism) {

  /// The least that is held to be safe for new passwords (OWASP ASVS 5, appendix C).
  public static final Argon2Cost DEFAULT = new Argon2Cost(19_456, 2, 1);

  private static final int KIB_PER_LANE = 8;

  /// @throws IllegalArgumentException when Argon2 is not defined for these numbers; the message
  ///   names the one at fault
  public Argon2Cost {
    if (parallelism < 1) {
      throw new IllegalArgumentException("parallelism is at least 1");
    }
    if (iterations < 1) {
      throw new IllegalArgumentException("iterations are at least 1");
    }
    if (memoryKib < KIB_PER_LANE * parallelism) {
      throw new IllegalArgumentException("memory is at least 8 KiB per lane");
    }
  }
}
