package dev.ninestep.app;

import java.io.Console;
import java.util.Optional;

/// The password of the account `support`, from the environment or from whoever sits there.
final class SupportPassword {

  private static final String VARIABLE = "NINESTEP_SUPPORT_PASSWORD";

  private SupportPassword() {}

  static String get() throws CannotStart {
    var given = System.getenv(VARIABLE);
    if (given != null && !given.isEmpty()) {
      return given;
    }
    return Optional.ofNullable(System.console())
        .filter(Console::isTerminal)
        .map(terminal -> terminal.readPassword("Password of support: "))
        .map(String::new)
        .orElseThrow(() ->
            new CannotStart(
                CannotStart.UNUSABLE_CONFIGURATION,
                "Give an access token in --token or NINESTEP_TOKEN, or the password of the"
                    + " account support in "
                    + VARIABLE
                    + "."));
  }
}
