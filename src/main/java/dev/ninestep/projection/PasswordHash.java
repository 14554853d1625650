package dev.ninestep.projection;

/// The hash of a password. Not the password, yet worth hiding: it prints `[redacted]`.
///
/// @param value an Argon2id hash in PHC form, such as `$argon2id$v=19$m=19456,t=2,p=1$…`
public record PasswordHash(String value) {

  /// @throws IllegalArgumentException when the value is not an Argon2id hash in PHC form
  public PasswordHash {
    if (!value.startsWith("$argon2id$")) {
      throw new IllegalArgumentException("not an Argon2id hash in PHC form");
    }
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
