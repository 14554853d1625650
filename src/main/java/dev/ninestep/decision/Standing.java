package dev.ninestep.decision;

import dev.ninestep.fold.Client;
import dev.ninestep.fold.Grant;
import dev.ninestep.protocol.ClientId;

/// Whether what stands behind a token still does, and words for why not.
final class Standing {

  private Standing() {}

  static String whyNot(Grant grant) {
    return grant instanceof Grant.Revoked s ? s.cause() + " at " + s.at() : "no such grant";
  }

  /// Whether a client that holds tokens is no more. One whose id is a URL never is: it has no
  /// registration that could be deleted, and what is known of it is only what was read last.
  static boolean isGone(Client client, ClientId id) {
    return switch (client) {
      case Client.Deleted _ -> true;
      case Client.Unknown _ -> !id.isUrl();
      case Client.Registered _, Client.Closed _ -> false;
    };
  }

  static String sinceWhen(Client client) {
    return client instanceof Client.Deleted s ? "deleted at " + s.at() : "no such client";
  }
}
