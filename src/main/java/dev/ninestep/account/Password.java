package dev.ninestep.account;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// A password as somebody typed it: 1 to 1,024 characters, in UTF-8.
///
/// Nothing is trimmed, cut, folded or normalised, so that no two passwords are taken for one. Who
/// types an accent on one system that composes it and on another that does not has therefore typed
/// two passwords.
///
/// It prints `[redacted]` and can be wiped. The string it came in is for the collector to take.
public final class Password {

  private static final int LONGEST = 1_024;

  private final byte[] utf8;

  private Password(byte[] utf8) {
    this.utf8 = utf8;
  }

  /// Reads what was typed.
  ///
  /// @param typed every character of it
  /// @return the password, or empty when nothing or more than 1,024 characters were typed
  public static Optional<Password> parse(String typed) {
    return typed.isEmpty() || typed.length() > LONGEST
        ? Optional.empty()
        : Optional.of(new Password(typed.getBytes(StandardCharsets.UTF_8)));
  }

  /// The bytes themselves, for whoever hashes them.
  byte[] bytes() {
    return utf8;
  }

  /// Overwrites it. Nothing can be checked against it any more.
  public void wipe() {
    Arrays.fill(utf8, (byte) 0);
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
