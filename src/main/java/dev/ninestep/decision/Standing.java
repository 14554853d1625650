package dev.ninestep.decision;

import dev.ninestep.fold.Grant;

/// Words for why the tokens of a grant do not count any more.
final class Standing {

  private Standing() {}

  static String whyNot(Grant grant) {
    return grant instanceof Grant.Revoked s ? s.cause() + " at " + s.at() : "no such grant";
  }
}
