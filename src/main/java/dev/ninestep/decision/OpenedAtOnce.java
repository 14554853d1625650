package dev.ninestep.decision;

import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.fold.Grant;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.FlowId;
import java.time.Instant;
import java.util.function.Function;

/// A grant that the token request itself opens: its flow has no other fact before.
///
/// @param flow the grant
/// @param attempt names the presentation
/// @param voidAfter after which it no longer opens anything
record OpenedAtOnce(FlowId flow, AttemptId attempt, Instant voidAfter) {

  /// What the state right after the presentation means for its answer.
  ///
  /// @param after the grant after the presentation was folded
  /// @param issue the token of a grant that was opened
  /// @return the token, when the presentation opened the grant; else why not
  TokenOutcome outcome(Grant after, Function<Grant.AccessOnly, TokenOutcome.IssueAccess> issue) {
    return switch (after) {
      case Grant.AccessOnly s when s.by().equals(attempt) -> issue.apply(s);
      case Grant.None _ ->
          new TokenOutcome.Refuse(Refused.of(Refusal.LOG_UNAVAILABLE, "landed after " + voidAfter));
      case Grant.Closed _ -> new TokenOutcome.Refuse(Refused.of(Refusal.GRANT_UNREADABLE));
      case Grant.AccessOnly _,
          Grant.Denied _,
          Grant.CodeOutstanding _,
          Grant.Active _,
          Grant.Revoked _ ->
          throw new IllegalStateException("flow " + flow + " began before its only fact");
    };
  }
}
