package dev.ninestep.account;

import java.security.SecureRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A password nobody chose: four groups of five letters and digits, none of which is taken for
/// another in print, such as `k7dmx-2qfhw-t9rvb-3znpc`; 99 random bits.
///
/// @param value the whole password, hyphens included
public record GeneratedPassword(String value) {

  /// Without 0 and o, 1, i and l.
  private static final String ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";

  private static final int GROUPS = 4;
  private static final int LETTERS = 5;

  static GeneratedPassword from(SecureRandom random) {
    return new GeneratedPassword(
        IntStream.range(0, GROUPS).mapToObj(_ -> group(random)).collect(Collectors.joining("-")));
  }

  Password password() {
    return Password.parse(value).orElseThrow();
  }

  private static String group(SecureRandom random) {
    return random
        .ints(LETTERS, 0, ALPHABET.length())
        .mapToObj(i -> ALPHABET.substring(i, i + 1))
        .collect(Collectors.joining());
  }

  /// To be printed on purpose only.
  @Override
  public String toString() {
    return "[redacted]";
  }
}
