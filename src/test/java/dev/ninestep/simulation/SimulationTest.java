package dev.ninestep.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Thousands of histories, each checked after every event. `-Dsimulation.seed=N` lives one of them
/// alone and prints it.
class SimulationTest {

  private static final String SEED = "simulation.seed";
  private static final long HISTORIES = 20_000;

  private static Tally live(LongStream seeds) {
    var tally = new Tally();
    seeds.forEach(seed -> {
      try {
        new Simulation(seed, tally, false).run();
      } catch (Invariant.Broken | RuntimeException broken) {
        throw new AssertionError(told(seed), broken);
      }
    });
    return tally;
  }

  private static String told(long seed) {
    var history = new Simulation(seed, new Tally(), true);
    var end = "nothing is broken";
    try {
      history.run();
    } catch (Invariant.Broken | RuntimeException broken) {
      end = broken.toString();
    }
    return "history %d, replayed by -D%s=%d%n%s%n%s%nhistory %d: %s"
        .formatted(seed, SEED, seed, history.plan(), history.history().text(), seed, end);
  }

  private static long hash(long seed) {
    var history = new Simulation(seed, new Tally(), false);
    history.run();
    return history.history().hash();
  }

  @Test
  @DisabledIfSystemProperty(named = SEED, matches = ".+")
  void noHistoryBreaksAnInvariant() {
    var tally = live(LongStream.range(0, HISTORIES));
    assertThat(tally.of("reply Tokens")).isGreaterThan(HISTORIES);
  }

  @Test
  @EnabledIfSystemProperty(named = SEED, matches = ".+")
  void thisHistoryBreaksNoInvariant() {
    var seed = Long.getLong(SEED);
    System.out.println(told(seed));
    live(LongStream.of(seed));
  }

  @Test
  void theSameSeedLivesTheSameHistory() {
    var hashes = new ArrayList<Long>();
    for (var seed = 0L; seed < 200; seed++) {
      var hash = hash(seed);
      assertThat(hash(seed)).as("seed %d", seed).isEqualTo(hash);
      hashes.add(hash);
    }
    assertThat(hashes).doesNotHaveDuplicates();
  }

  @Test
  void tellingAHistoryDoesNotChangeIt() {
    for (var seed = 0L; seed < 50; seed++) {
      var history = new Simulation(seed, new Tally(), true);
      history.run();
      assertThat(history.history().hash()).isEqualTo(hash(seed));
      assertThat(history.history().text()).contains("ClientRegistered: Unknown -> Registered");
    }
  }

  /// What never happens in the simulation is not shown by it.
  @Test
  void everythingThatMattersHappens() {
    var tally = live(LongStream.range(0, 2_000));
    for (var fault : Fault.values()) {
      assertThat(tally.of("fault " + fault)).as("fault %s", fault).isPositive();
    }
    var outcomes =
        List.of(
            "answered Issue",
            "answered SendCode",
            "answered SendDenial",
            "answered Unsettled",
            "answered CODE_EXPIRED",
            "answered CODE_REPLAYED",
            "answered REFRESH_TOKEN_REUSED",
            "answered GRANT_REVOKED",
            "answered LOG_UNAVAILABLE",
            "reply REFRESH_TOKEN_EXPIRED",
            "reply SCOPE_WIDER_THAN_GRANT",
            "reply CODE_VERIFIER_WRONG",
            "reply GRANT_ACCOUNT_SUSPENDED",
            "reply TOKEN_REVOKED",
            "reply CONSENT_REPEATED",
            "reply Reset",
            "presentation landed too late",
            "fact lost on its way",
            "landed AccountCredited",
            "landed AccountCharged",
            "reopened",
            "healed",
            "revoked CODE_REPLAYED",
            "revoked REFRESH_REUSED",
            "revoked BY_USER");
    assertThat(outcomes).allSatisfy(what -> assertThat(tally.of(what)).as(what).isPositive());
  }

  /// Where nothing goes wrong and nobody steals, all is answered in time and nobody is revoked but
  /// by the user.
  @Test
  void aCalmHistoryEndsWellForEverybody() {
    var tally = live(LongStream.range(0, 500).map(i -> i * Plan.FAMILIES));
    var misfortunes =
        List.of(
            "answered Unsettled",
            "answered LOG_UNAVAILABLE",
            "answered CODE_REPLAYED",
            "answered REFRESH_TOKEN_REUSED",
            "reply Reset",
            "reopened",
            "healed",
            "revoked CODE_REPLAYED",
            "revoked REFRESH_REUSED");
    assertThat(misfortunes).allSatisfy(what -> assertThat(tally.of(what)).as(what).isZero());
    assertThat(tally.of("reply Tokens")).isGreaterThan(5_000);
  }
}
