package dev.ninestep.trace;

import dev.ninestep.event.Caller;
import dev.ninestep.event.CodePresented;
import dev.ninestep.event.ConsentGranted;
import dev.ninestep.event.DeliveryFailed;
import dev.ninestep.event.Event;
import dev.ninestep.event.IdentityAsserted;
import dev.ninestep.event.Key;
import dev.ninestep.event.Logged;
import dev.ninestep.event.RefreshPresented;
import dev.ninestep.event.TokensIssued;
import dev.ninestep.fold.Grant;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Follows a grant through its records with the fold that decided it, draws its line, and says what
/// the outcome of each presentation means.
final class LineageTelling {

  private static final int CODE = 0;

  /// A code or refresh token that came.
  ///
  /// @param attempt names the presentation
  /// @param generation what was presented
  /// @param caller by whom
  /// @param record the record that says so
  record Presented(AttemptId attempt, int generation, Caller caller, Logged.Known record) {

    String what() {
      return generation == CODE ? "The code" : "Refresh token generation " + generation;
    }
  }

  /// What a generation bought when it came first.
  ///
  /// @param by the presentation
  /// @param issued the generation it was given
  record Won(Presented by, int issued) {}

  private final List<String> findings = new ArrayList<>();
  private final List<Generation> line = new ArrayList<>();
  private final Map<AttemptId, Generation.Answer> answers = new HashMap<>();
  private final Map<AttemptId, Presented> presentations = new HashMap<>();
  private final Map<Integer, Won> winners = new HashMap<>();
  private Grant grant = new Grant.None();
  private Optional<Replay> replay = Optional.empty();
  private Optional<Scope> scope = Optional.empty();
  private Optional<ResourceUri> resource = Optional.empty();

  private LineageTelling() {}

  /// Follows a grant.
  ///
  /// @param own the flow's own records, in the log's order
  static LineageTelling of(List<Logged> own) {
    var telling = new LineageTelling();
    own.forEach(record -> {
      if (record instanceof Logged.Known known) {
        telling.noteAnswer(known);
      }
    });
    own.forEach(telling::follow);
    return telling;
  }

  /// {@return the line}
  Lineage lineage() {
    return new Lineage(line, replay, grant, scope, resource);
  }

  /// {@return what is remarkable, a sentence each}
  List<String> findings() {
    return findings;
  }

  private void noteAnswer(Logged.Known record) {
    switch (record.fact().event()) {
      case TokensIssued e -> answers.put(e.attempt(), Generation.Answer.WRITTEN);
      case DeliveryFailed e -> answers.put(e.attempt(), Generation.Answer.LOST);
      case Event _ -> {}
    }
  }

  private Generation.Answer answer(AttemptId attempt) {
    return answers.getOrDefault(attempt, Generation.Answer.UNKNOWN);
  }

  /// One that nobody can read closes the grant, as it does for everybody else.
  private void follow(Logged record) {
    switch (record) {
      case Logged.Known known -> follow(known);
      case Logged.Unreadable broken when broken.key().orElse(null) instanceof Key.OfFlow ->
          grant = new Grant.Closed(broken.at());
      case Logged.Unreadable _ -> {}
    }
  }

  private void follow(Logged.Known record) {
    var before = grant;
    grant = grant.evolve(record.fact().event(), record.at());
    switch (record.fact().event()) {
      case ConsentGranted e when before.equals(grant) ->
          findings.add(
              "A second decision on the same consent page at " + record.at() + " changed nothing.");
      case ConsentGranted e -> {
        allowed(e.scope(), e.resource());
        line.add(new Generation(CODE, record.at(), Generation.Answer.WRITTEN, Optional.empty(), 0));
      }
      case IdentityAsserted e -> allowed(e.scope(), e.resource());
      case CodePresented e ->
          presented(before, new Presented(e.attempt(), CODE, e.caller(), record));
      case RefreshPresented e ->
          presented(before, new Presented(e.attempt(), e.generation(), e.caller(), record));
      case DeliveryFailed e -> lost(e, record.at());
      case Event _ -> {}
    }
  }

  private void allowed(Scope what, ResourceUri where) {
    scope = Optional.of(what);
    resource = Optional.of(where);
  }

  private void presented(Grant before, Presented it) {
    presentations.put(it.attempt, it);
    switch (grant) {
      case Grant.Active s when s.last().attempt().equals(it.attempt) && !before.equals(s) ->
          won(before, s, it);
      case Grant.Revoked s when s.by().equals(it.attempt) && !before.equals(s) ->
          replay = Optional.of(judged(s, it));
      case Grant _ when before.equals(grant) ->
          findings.add(it.what() + " presented at " + it.record.at() + " changed nothing.");
      case Grant _ -> {}
    }
  }

  private Replay judged(Grant.Revoked revoked, Presented again) {
    var first = Optional.ofNullable(winners.get(again.generation));
    var successor =
        first.flatMap(won -> line.stream().filter(it -> it.number() == won.issued).findFirst());
    return ReplayVerdict.of(revoked.cause(), again, first.map(Won::by), successor);
  }

  private void won(Grant before, Grant.Active after, Presented it) {
    var at = it.record.at();
    var answer = answer(it.attempt);
    if (answer == Generation.Answer.UNKNOWN) {
      findings.add(
          "%s won at %s, but pod %s recorded no answer: it stopped between the append and the answer, or is about to give it."
              .formatted(it.what(), at, it.record.fact().source()));
    }
    if (before instanceof Grant.Active s && s.generation() == after.generation()) {
      line.add(line.removeLast().repeated().answered(answer));
      return;
    }
    var replaced =
        before instanceof Grant.Active s && s.reopened() && s.last().generation() == it.generation
            ? Optional.of(s.generation())
            : Optional.<Integer>empty();
    winners.put(it.generation, new Won(it, after.generation()));
    line.add(new Generation(after.generation(), at, answer, replaced, 0));
  }

  private void lost(DeliveryFailed event, Instant at) {
    var what =
        Optional.ofNullable(presentations.get(event.attempt()))
            .map(Presented::what)
            .orElse("A token request");
    findings.add(
        what
            + " was accepted, and its answer was lost at "
            + at
            + ": the client may present it once more.");
  }
}
