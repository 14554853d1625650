package dev.ninestep.simulation;

import dev.ninestep.decision.DecideConsent.GrantLifetimes;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What the seed decides before the history begins.
///
/// @param faults what may go wrong
/// @param pods how many pods
/// @param partitions how many partitions the log has
/// @param clients how many clients are at work at once
/// @param requests how many requests are made in all
/// @param nonceLifetime how long a consent page counts
/// @param lifetimes how long codes, refresh tokens and grants live
/// @param theft how likely it is that somebody copies a code or token
/// @param haste how likely it is that a client sends its requests twice or thrice at once
record Plan(
    Set<Fault> faults,
    int pods,
    int partitions,
    int clients,
    int requests,
    Duration nonceLifetime,
    GrantLifetimes lifetimes,
    double theft,
    double haste) {

  /// The first seed of each family of so many is calm; the two after it lose the end of the log.
  static final int FAMILIES = 16;

  static Plan of(long seed, Dice dice) {
    var family = Math.floorMod(seed, FAMILIES);
    var calm = family == 0;
    return new Plan(
        calm ? EnumSet.noneOf(Fault.class) : faults(dice, family <= 2),
        dice.between(2, 4),
        dice.between(1, 4),
        dice.between(1, 3),
        dice.between(20, 80),
        Duration.ofSeconds(dice.oneOf(List.of(5, 60, 600))),
        new GrantLifetimes(
            Duration.ofSeconds(dice.oneOf(List.of(4, 30, 60))),
            Duration.ofSeconds(dice.oneOf(List.of(10, 60, 2_592_000))),
            Duration.ofSeconds(dice.oneOf(List.of(120, 900, 31_536_000)))),
        calm ? 0 : dice.oneOf(List.of(0.0, 0.05, 0.2)),
        calm ? 0 : dice.oneOf(List.of(0.0, 0.0, 0.3, 1.0)));
  }

  private static Set<Fault> faults(Dice dice, boolean losesTail) {
    var faults = EnumSet.noneOf(Fault.class);
    for (var fault : Fault.values()) {
      if (fault == Fault.LOST_TAIL ? losesTail : dice.chance(losesTail ? 0.2 : 0.45)) {
        faults.add(fault);
      }
    }
    return faults;
  }
}
