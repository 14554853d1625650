package dev.ninestep.decision;

import dev.ninestep.event.Evidence;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.fold.Client;
import dev.ninestep.fold.Grant;
import dev.ninestep.fold.RevocationCause;
import dev.ninestep.protocol.ClientId;

/// Whether what stands behind a token still does, and words for why not.
final class Standing {

  private Standing() {}

  static String whyNot(Grant grant) {
    return grant instanceof Grant.Revoked s ? s.cause() + " at " + s.at() : "no such grant";
  }

  /// Whether an operator ended a grant: whoever meets that is told to ask them.
  static boolean isEndedByOperator(Grant grant) {
    return grant instanceof Grant.Revoked s && s.cause() == RevocationCause.BY_OPERATOR;
  }

  /// What somebody is told at the token endpoint whose grant was ended before.
  static Refused ended(Grant.Revoked grant) {
    return Refused.of(
        isEndedByOperator(grant) ? Refusal.GRANT_REVOKED_BY_OPERATOR : Refusal.GRANT_REVOKED,
        whyNot(grant));
  }

  /// Whether a client that holds tokens is no more. One whose id is a URL never is: it has no
  /// registration that could be deleted, and what is known of it is only what was read last.
  static boolean isGone(Client client, ClientId id) {
    return switch (client) {
      case Client.Deleted _ -> true;
      case Client.Unknown _ -> !id.isUrl();
      case Client.Registered _, Client.Deactivated _, Client.Closed _ -> false;
    };
  }

  /// What speaks against a client that an operator has deactivated, for the log alone: the reason
  /// is nobody's business who meets it.
  static Evidence deactivated(Client client) {
    return client instanceof Client.Deactivated(_, var since, var reason)
        ? Evidence.of("deactivated at " + since + ": " + reason)
        : Evidence.NONE;
  }

  static String sinceWhen(Client client) {
    return client instanceof Client.Deleted s ? "deleted at " + s.at() : "no such client";
  }
}
