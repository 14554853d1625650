package dev.ninestep.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a password must be that somebody chooses for an account: long, since it is all that keeps
/// others out, and nothing that is tried first. Which characters it has is for who chooses it.
///
/// @spec https://pages.nist.gov/800-63-4/sp800-63b.html#passwordver NIST SP 800-63B §3.1.1.2
public final class NewPassword {

  private static final int SHORTEST = 15;
  private static final int LONGEST_PIECE = 5;
  private static final String FILE = "common-passwords.txt";
  private static final Set<String> COMMON = common();

  private NewPassword() {}

  /// What is wrong with a password for an account.
  ///
  /// @param text the password
  /// @param login whose it is to be
  /// @return one sentence without the password, or empty when nothing is
  public static Optional<String> fault(String text, Login login) {
    var folded = text.toLowerCase(Locale.ROOT);
    if (text.codePointCount(0, text.length()) < SHORTEST) {
      return Optional.of("a password has at least " + SHORTEST + " characters");
    }
    if (Password.parse(text).isEmpty()) {
      return Optional.of("not a password that can be typed");
    }
    if (isCommon(folded)) {
      return Optional.of("this password is one of those that are tried first");
    }
    if (isRepeated(folded, login.value().toLowerCase(Locale.ROOT))) {
      return Optional.of("this password is one short piece again and again");
    }
    return Optional.empty();
  }

  /// Many common passwords are shorter; twice in a row, or with digits behind, they are no better.
  private static boolean isCommon(String text) {
    var bare = text.replaceAll("\\d+$", "");
    var half = text.substring(0, text.length() / 2);
    return COMMON.contains(text)
        || COMMON.contains(bare)
        || (text.equals(half + half) && COMMON.contains(half));
  }

  private static boolean isRepeated(String text, String login) {
    if (text.replace(login, "").isEmpty()) {
      return true;
    }
    for (var length = 1; length <= LONGEST_PIECE; length++) {
      var piece = text.substring(0, length);
      if (piece.repeat(text.length() / length + 1).startsWith(text)) {
        return true;
      }
    }
    return false;
  }

  private static Set<String> common() {
    try (var in = NewPassword.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("resource dev/ninestep/account/" + FILE + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read dev/ninestep/account/" + FILE, e);
    }
  }
}
