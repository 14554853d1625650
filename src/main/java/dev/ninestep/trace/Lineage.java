package dev.ninestep.trace;

import dev.ninestep.event.CodePresented;
import dev.ninestep.event.ConsentGranted;
import dev.ninestep.event.DeliveryFailed;
import dev.ninestep.event.Event;
import dev.ninestep.event.Logged;
import dev.ninestep.event.RefreshPresented;
import dev.ninestep.event.TokensIssued;
import dev.ninestep.fold.Grant;
import dev.ninestep.protocol.AttemptId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Follows a grant through its records with the fold that decided it, and says what the outcome of
/// each presentation means.
final class Lineage {

  private final List<String> findings = new ArrayList<>();
  private final Set<AttemptId> answered = new HashSet<>();
  private final Map<AttemptId, String> presentations = new HashMap<>();
  private Grant grant = new Grant.None();

  /// The findings about a grant.
  ///
  /// @param own the flow's own records, in the log's order
  /// @param now when the story is told
  static List<String> findings(List<Logged.Known> own, Instant now) {
    var lineage = new Lineage();
    own.forEach(lineage::noteAnswer);
    own.forEach(lineage::follow);
    lineage.conclude(now);
    return lineage.findings;
  }

  private void noteAnswer(Logged.Known record) {
    switch (record.fact().event()) {
      case TokensIssued e -> answered.add(e.attempt());
      case DeliveryFailed e -> answered.add(e.attempt());
      case Event _ -> {}
    }
  }

  private void follow(Logged.Known record) {
    var before = grant;
    grant = grant.evolve(record.fact().event(), record.at());
    switch (record.fact().event()) {
      case DeliveryFailed e -> lost(e, record.at());
      case CodePresented e -> presented(before, e.attempt(), "The code", record);
      case RefreshPresented e ->
          presented(before, e.attempt(), "Refresh token generation " + e.generation(), record);
      case ConsentGranted _ when before.equals(grant) ->
          findings.add(
              "A second decision on the same consent page at " + record.at() + " changed nothing.");
      case Event _ -> {}
    }
  }

  private void presented(Grant before, AttemptId attempt, String what, Logged.Known record) {
    var pod = record.fact().source();
    presentations.put(attempt, what);
    switch (grant) {
      case Grant.Active s when s.last().attempt().equals(attempt) && !answered.contains(attempt) ->
          findings.add(
              what
                  + " won at "
                  + record.at()
                  + ", but pod "
                  + pod
                  + " recorded no answer: it stopped between the append and the answer, or is about"
                  + " to give it.");
      case Grant.Revoked s when s.by().equals(attempt) ->
          findings.add(verdict(before, what, record.at()));
      case Grant _ when before.equals(grant) ->
          findings.add(what + " presented at " + record.at() + " changed nothing.");
      case Grant _ -> {}
    }
  }

  private void lost(DeliveryFailed event, Instant at) {
    findings.add(
        presentations.getOrDefault(event.attempt(), "A token request")
            + " was accepted, and its answer was lost at "
            + at
            + ": the client may present it once more.");
  }

  /// What a replay most likely was, from what is known of the answer that should have made it
  /// needless.
  private String verdict(Grant before, String what, Instant at) {
    var wasAnswered = before instanceof Grant.Active s && answered.contains(s.last().attempt());
    return what
        + " came again at "
        + at
        + " and ended the grant. "
        + (wasAnswered
            ? "Its successor had been delivered: two processes share one token, or it was stolen."
            : "No answer to the first presentation is recorded: most likely the client never got"
                + " it.");
  }

  private void conclude(Instant now) {
    switch (grant) {
      case Grant.Revoked s ->
          findings.add(
              "The grant is revoked since "
                  + s.at()
                  + ": "
                  + s.cause().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                  + ".");
      case Grant.Active s when now.isAfter(s.expiresAt()) ->
          findings.add("The last refresh token lapsed unused at " + s.expiresAt() + ".");
      case Grant.Closed _ -> findings.add("A record of this grant cannot be read: it is closed.");
      case Grant.Denied _ -> findings.add("The user pressed Deny: nothing was granted.");
      case Grant.None _, Grant.CodeOutstanding _, Grant.Active _, Grant.AccessOnly _ -> {}
    }
  }
}
