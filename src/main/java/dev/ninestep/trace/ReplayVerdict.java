package dev.ninestep.trace;

import dev.ninestep.event.Caller;
import dev.ninestep.fold.RevocationCause;
import dev.ninestep.trace.Generation.Answer;
import dev.ninestep.trace.LineageTelling.Presented;
import dev.ninestep.trace.Replay.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;

/// Judges why a code or refresh token came again, by when it came, who brought it, and what is
/// known of the answer that should have made it needless.
final class ReplayVerdict {

  private static final Duration RACE = Duration.ofSeconds(10);

  private ReplayVerdict() {}

  /// Judges.
  ///
  /// @param cause what the fold made of it
  /// @param again the presentation that ended the grant
  /// @param first the one of the same generation that won; none when the line had passed it over
  /// @param successor the generation that one was given
  static Replay of(
      RevocationCause cause,
      Presented again,
      Optional<Presented> first,
      Optional<Generation> successor) {
    var at = again.record().at();
    var since = first.map(it -> it.record().at()).orElse(at);
    var after = Duration.between(since, at);
    var evidence = new ArrayList<String>();
    successor.map(ReplayVerdict::delivery).ifPresent(evidence::add);
    first.map(it -> company(it.caller(), again.caller())).ifPresent(evidence::add);
    return new Replay(
        again.generation(), at, after, verdict(cause, again, first, successor, after), evidence);
  }

  private static Verdict verdict(
      RevocationCause cause,
      Presented again,
      Optional<Presented> first,
      Optional<Generation> successor,
      Duration after) {
    if (cause == RevocationCause.LOST_ANSWER_CAME
        || successor.filter(it -> it.answer() != Answer.WRITTEN).isPresent()) {
      return Verdict.LOST_ANSWER;
    }
    var isElsewhere =
        first.filter(it -> !it.caller().network().equals(again.caller().network())).isPresent();
    var isAnother =
        first.filter(it -> !it.caller().agent().equals(again.caller().agent())).isPresent();
    if (cause == RevocationCause.REFRESH_RACED || after.compareTo(RACE) < 0) {
      return isElsewhere && isAnother ? Verdict.LIKELY_THEFT : Verdict.RACE;
    }
    return isElsewhere ? Verdict.LIKELY_THEFT : Verdict.LATE_REPLAY;
  }

  private static String delivery(Generation successor) {
    var what = "The answer with generation " + successor.number();
    return switch (successor.answer()) {
      case WRITTEN -> what + " had been written to the connection.";
      case LOST -> what + " had been lost.";
      case UNKNOWN ->
          "Nothing is recorded of what became of the answer with generation "
              + successor.number()
              + ".";
    };
  }

  private static String company(Caller first, Caller again) {
    var differences = new ArrayList<String>();
    if (!first.address().equals(again.address())) {
      differences.add(
          first.network().equals(again.network())
              ? "another address of the same network, " + again.network()
              : "another network, " + again.network() + " and not " + first.network());
    }
    if (!first.agent().equals(again.agent())) {
      differences.add("another program, " + agent(again) + " and not " + agent(first));
    }
    return differences.isEmpty()
        ? "It came from the same address and the same program."
        : "It came from " + String.join(", and from ", differences) + ".";
  }

  private static String agent(Caller caller) {
    return caller.agent().orElse("one without a name");
  }
}
