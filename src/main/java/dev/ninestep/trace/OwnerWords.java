package dev.ninestep.trace;

import dev.ninestep.event.Owner;

/// Who has to act, as a support agent says it.
final class OwnerWords {

  private OwnerWords() {}

  static String of(Owner owner) {
    return switch (owner) {
      case USER -> "user";
      case CLIENT -> "client vendor";
      case OPERATOR -> "operator";
      case NETWORK -> "network";
      case NOBODY -> "nobody";
    };
  }
}
