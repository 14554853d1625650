package dev.ninestep.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ninestep.event.ConsentGranted;
import dev.ninestep.fold.Grant.Active;
import dev.ninestep.fold.Grant.Closed;
import dev.ninestep.fold.Grant.Revoked;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds for any fact on any state.
class GrantLawsTest {

  private static final int FACTS = 20_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anyFactOnAnyStateGivesAState(long seed) {
    var random = new RandomFold(seed);
    for (var i = 0; i < FACTS; i++) {
      var before = random.grant();
      var event = random.event();
      var at = random.moment();
      assertThatCode(() -> assertThat(before.evolve(event, at)).isNotNull())
          .as("%s, then %s at %s", before, event, at)
          .doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6})
  void noFactBringsBackWhatHasEnded(long seed) {
    var random = new RandomFold(seed);
    for (var i = 0; i < FACTS; i++) {
      var before = random.grant();
      var after = before.evolve(random.event(), random.moment());
      if (before instanceof Revoked || before instanceof Closed) {
        assertThat(after).isEqualTo(before);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {7, 8, 9})
  void theSameFactTwiceInARowIsTheSameFactOnce(long seed) {
    var random = new RandomFold(seed);
    for (var i = 0; i < FACTS; i++) {
      var before = random.grant();
      var event = random.event();
      var at = random.moment();
      var once = before.evolve(event, at);
      assertThat(once.evolve(event, at)).as("%s, then %s at %s", before, event, at).isEqualTo(once);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {10, 11, 12})
  void generationsOnlyGrow(long seed) {
    var random = new RandomFold(seed);
    for (var i = 0; i < FACTS; i++) {
      if (random.grant() instanceof Active before
          && before.evolve(random.event(), random.moment()) instanceof Active after) {
        assertThat(after.generation()).isGreaterThanOrEqualTo(before.generation());
        assertThat(after.lifetimes()).isEqualTo(before.lifetimes());
        assertThat(after.expiresAt())
            .satisfiesAnyOf(
                end -> assertThat(end).isEqualTo(before.expiresAt()),
                end -> assertThat(end).isBeforeOrEqualTo(after.lifetimes().endsAt()));
      }
    }
  }

  @Test
  void aFactThatWouldLeadOutOfTimeCannotBe() {
    var tooLong = ConsentGranted.LONGEST.plusNanos(1);
    var fits = Duration.ofHours(1);
    for (var wrong : new Duration[] {tooLong, Duration.ZERO, Duration.ofSeconds(-1)}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Facts.granted(Facts.FIRST, wrong, fits, fits))
          .withMessageContaining("codeLifetime");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Facts.granted(Facts.FIRST, fits, wrong, fits))
          .withMessageContaining("refreshIdle");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Facts.granted(Facts.FIRST, fits, fits, wrong))
          .withMessageContaining("grantLifetime");
    }
    assertThatCode(() ->
            Facts.granted(
                Facts.FIRST,
                ConsentGranted.LONGEST,
                ConsentGranted.LONGEST,
                ConsentGranted.LONGEST))
        .doesNotThrowAnyException();
  }
}
