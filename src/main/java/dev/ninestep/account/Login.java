package dev.ninestep.account;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/// What an account's owner types as their name: 1 to 200 characters, none of them a control, which
/// no database would take either.
///
/// @param value the login; upper and lower case do not matter to whoever looks it up
public record Login(String value) {

  private static final int LONGEST = 200;

  /// @throws IllegalArgumentException when the value is not of the form
  public Login {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException("a login is 1 to 200 characters without controls");
    }
  }

  /// Reads what was typed.
  ///
  /// @param typed every character of it
  /// @return the login, or empty when it is not of the form
  public static Optional<Login> parse(String typed) {
    return isWellFormed(typed) ? Optional.of(new Login(typed)) : Optional.empty();
  }

  /// The spelling that all logins share which are the same to whoever looks them up.
  String folded() {
    return Normalizer.normalize(value, Normalizer.Form.NFKC)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT);
  }

  private static boolean isWellFormed(String text) {
    return !text.isBlank()
        && text.length() <= LONGEST
        && text.chars().noneMatch(Character::isISOControl);
  }

  /// A name is nothing for a log.
  @Override
  public String toString() {
    return "[redacted]";
  }
}
