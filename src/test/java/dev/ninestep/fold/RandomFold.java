package dev.ninestep.fold;

import static dev.ninestep.fold.Facts.NOON;

import dev.ninestep.event.ConsentGranted;
import dev.ninestep.event.Event;
import dev.ninestep.event.RevokedBy;
import dev.ninestep.fold.Grant.AccessOnly;
import dev.ninestep.fold.Grant.Active;
import dev.ninestep.fold.Grant.Closed;
import dev.ninestep.fold.Grant.CodeOutstanding;
import dev.ninestep.fold.Grant.Denied;
import dev.ninestep.fold.Grant.None;
import dev.ninestep.fold.Grant.Revoked;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.FlowId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/// Random states, facts and moments, near the boundaries as often as far away.
final class RandomFold {

  private static final List<Duration> LIFETIMES =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofHours(1),
          ConsentGranted.LONGEST);

  private static final List<Instant> FAR_AWAY =
      List.of(
          Instant.EPOCH,
          Instant.parse("0000-01-01T00:00:00Z"),
          Instant.parse("9999-12-31T23:59:59Z"));

  private final SplittableRandom random;

  RandomFold(long seed) {
    random = new SplittableRandom(seed);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /// Some moment, most often within a minute of noon.
  Instant moment() {
    return below(10) == 0 ? oneOf(FAR_AWAY) : NOON.plusMillis(random.nextInt(-60_000, 60_000));
  }

  FlowId flow() {
    return new FlowId(random.nextLong(), random.nextLong());
  }

  private AttemptId attempt() {
    return new AttemptId(below(4));
  }

  private int generation() {
    return below(20) == 0 ? Integer.MAX_VALUE - 1 : 1 + below(4);
  }

  Event event() {
    return switch (below(8)) {
      case 0, 1 -> Facts.granted(attempt(), oneOf(LIFETIMES), oneOf(LIFETIMES), oneOf(LIFETIMES));
      case 2 ->
          switch (below(4)) {
            case 0 -> Facts.forClient(attempt(), oneOf(LIFETIMES), moment());
            case 1 -> Facts.vouchedFor(attempt(), oneOf(LIFETIMES), moment());
            default -> Facts.denied();
          };
      case 3 -> below(2) == 0 ? Facts.tried(attempt()) : Facts.code(attempt(), moment());
      case 4 -> Facts.refresh(attempt(), generation(), moment());
      case 5 -> Facts.reusable(attempt(), generation(), Duration.ofSeconds(1 + below(10)));
      case 6 -> Facts.undelivered(attempt());
      default ->
          below(2) == 0
              ? Facts.revoked(oneOf(List.of(RevokedBy.values())))
              : oneOf(Facts.unheeded());
    };
  }

  Grant grant() {
    return below(7) == 0 ? new None() : remembered();
  }

  private Tries tries() {
    var count = below(Tries.MOST);
    return count == 0 ? Tries.NONE : new Tries(count, attempt());
  }

  /// Any state but none.
  Grant remembered() {
    var lives = new Lifetimes(oneOf(LIFETIMES), moment());
    return switch (below(5)) {
      case 0 -> new Denied(moment());
      case 1 -> new CodeOutstanding(attempt(), moment(), lives, tries());
      case 2 ->
          new Revoked(oneOf(List.of(RevocationCause.values())), attempt(), moment(), moment());
      case 3 -> below(4) == 0 ? new Closed(moment()) : new AccessOnly(attempt(), moment());
      default -> {
        var lost = below(3);
        var repeats =
            lost > 0 || below(2) == 0
                ? Repeats.NONE
                : new Repeats(NOON.plusSeconds(below(60)), below(Repeats.MOST + 1));
        var last = new Presentation(attempt(), generation() - 1, moment(), lost, repeats);
        yield new Active(generation(), moment(), last, below(2) == 0, lives);
      }
    };
  }
}
