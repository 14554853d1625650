package dev.ninestep.fold;

import dev.ninestep.event.DeliveryFailed;
import dev.ninestep.event.Event;
import dev.ninestep.event.PasswordAccepted;
import dev.ninestep.event.PasswordPresented;
import dev.ninestep.protocol.AttemptId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Passwords that were presented and that nothing has proven right: under one name, from one
/// address, from one network, or all there are.
///
/// @param open in the order of the log, without those that are too old to count
public record Guesses(List<Guess> open) implements Aggregate {

  /// No guesses.
  public static final Guesses NONE = new Guesses(List.of());

  /// How long a guess counts against a name.
  static final Duration OF_LOGIN = Duration.ofMinutes(15);

  private static final int MOST = 10_000;

  /// One of them.
  ///
  /// @param attempt names the presentation
  /// @param at the log's time of it
  public record Guess(AttemptId attempt, Instant at) {}

  /// Copies the list.
  public Guesses {
    open = List.copyOf(open);
  }

  /// As many as any limit allows, all at once: what a name has whose records cannot be read.
  static Guesses tooMany(Instant at) {
    return new Guesses(Collections.nCopies(MOST, new Guess(new AttemptId(0), at)));
  }

  /// What a fact about a name makes of the guesses under it: the right password makes them good.
  ///
  /// @param event the fact
  /// @param at the log's time of it
  /// @return the guesses after it
  public Guesses evolve(Event event, Instant at) {
    return switch (event) {
      case PasswordPresented e -> with(e.attempt(), at, OF_LOGIN);
      case PasswordAccepted _ -> NONE;
      case DeliveryFailed e -> without(e.attempt());
      case Event _ -> this;
    };
  }

  Guesses with(AttemptId attempt, Instant at, Duration counting) {
    if (holds(attempt)) {
      return this;
    }
    var after = new ArrayList<>(lately(at, counting));
    after.add(new Guess(attempt, at));
    return new Guesses(after.subList(Math.max(0, after.size() - MOST), after.size()));
  }

  Guesses without(AttemptId attempt) {
    return holds(attempt)
        ? new Guesses(open.stream().filter(guess -> !guess.attempt().equals(attempt)).toList())
        : this;
  }

  private boolean holds(AttemptId attempt) {
    return open.stream().anyMatch(guess -> guess.attempt().equals(attempt));
  }

  /// Those that came before one of them.
  ///
  /// @param attempt the one
  /// @return those before it; none when it does not count any more itself
  public Guesses before(AttemptId attempt) {
    var index = open.stream().map(Guess::attempt).toList().indexOf(attempt);
    return index < 0 ? NONE : new Guesses(open.subList(0, index));
  }

  private List<Guess> lately(Instant now, Duration counting) {
    return open.stream().filter(guess -> guess.at().isAfter(now.minus(counting))).toList();
  }

  /// How long to wait until fewer than so many count.
  ///
  /// @param limit how many may count, at least 1
  /// @param counting how long each counts
  /// @param now the log's time
  /// @return zero when fewer count already
  Duration wait(int limit, Duration counting, Instant now) {
    var times = lately(now, counting).stream().map(Guess::at).sorted().toList();
    return times.size() < limit
        ? Duration.ZERO
        : Duration.between(now, times.get(times.size() - limit).plus(counting));
  }

  boolean isOver(Instant now, Duration counting) {
    return lately(now, counting).isEmpty();
  }
}
