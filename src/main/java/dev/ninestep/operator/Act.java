package dev.ninestep.operator;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What an operator does on their page.
public enum Act {
  /// Ends connections.
  END,
  /// Lets nothing in under the id of a client.
  DEACTIVATE,
  /// Lets a client in again.
  ACTIVATE,
  /// Refuses everything in the name of an account.
  SUSPEND,
  /// Lets an account in again.
  REINSTATE;

  /// What a form says for it.
  ///
  /// @return the word
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Act> named(String word) {
    return Arrays.stream(values()).filter(act -> act.word().equals(word)).findFirst();
  }

  /// The fields of a form that say what it is done to.
  Set<String> fields() {
    return switch (this) {
      case END -> Set.of("flow", "client_id", "account", "resource", "issued_before");
      case DEACTIVATE, ACTIVATE -> Set.of("client_id");
      case SUSPEND, REINSTATE -> Set.of("account");
    };
  }

  /// Whether it lets in again what was kept out; nobody asks why.
  ///
  /// @return true for the two that do
  public boolean isLenient() {
    return switch (this) {
      case ACTIVATE, REINSTATE -> true;
      case END, DEACTIVATE, SUSPEND -> false;
    };
  }
}
