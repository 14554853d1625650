package dev.ninestep.log;

import static dev.ninestep.log.TestFacts.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.DeliveryFailed;
import dev.ninestep.event.DeliveryFailure;
import dev.ninestep.event.Event;
import dev.ninestep.event.Fact;
import dev.ninestep.protocol.AttemptId;
import java.time.Clock;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Where a record comes from stands on it: who wrote it with which build, when, by which schema,
/// and what caused it.
class ProvenanceTest {

  private static String header(Fact fact, String name) {
    var headers = EnvelopeHeaders.of(fact, EventCodec.type(fact.event().getClass()));
    return new String(headers.lastHeader(name).value(), UTF_8);
  }

  // EV-07
  @Test
  void itsTimeIsUtcWhereverThePodStands() {
    var far = new StampedEnvelopes("/pod/a", Clock.fixed(NOON, ZoneId.of("Asia/Kathmandu")));
    var fact = far.following(TestFacts.presentation(1), TestFacts.presentation(1).event());
    assertThat(header(fact, "ce_time")).isEqualTo("2026-11-21T12:00:00.000Z");
  }

  // EV-07
  @Test
  void itsSourceIsThePodAndItsBuild() {
    var writer = StampedEnvelopes.source("ninestep-0.7", "1.2.3");
    var envelopes = new StampedEnvelopes(writer, Clock.systemUTC());
    var fact = envelopes.following(TestFacts.presentation(1), TestFacts.presentation(1).event());
    assertThat(header(fact, "ce_source")).isEqualTo("/pod/ninestep-0.7/build/1.2.3");
  }

  static Class<?>[] events() {
    return Event.class.getPermittedSubclasses();
  }

  // EV-07
  @ParameterizedTest
  @MethodSource("events")
  void itsTypeEndsWithTheVersionOfItsSchema(Class<? extends Event> event) {
    assertThat(EventCodec.type(event)).matches("dev\\.ninestep\\.[a-z-]+\\.v[1-9][0-9]*");
  }

  // EV-07
  @Test
  void whatCausedItIsTheRequestAlsoOfWhatFollowed() {
    var first = TestFacts.presentation(1);
    var lost = new DeliveryFailed(new AttemptId(1), DeliveryFailure.CONNECTION_CLOSED);
    var then = TestFacts.ENVELOPES.following(first, lost);
    assertThat(header(then, "ce_requestid")).isEqualTo(header(first, "ce_requestid"));
    assertThat(header(then, "ce_correlationid")).isEqualTo(header(first, "ce_correlationid"));
    assertThat(header(then, "ce_id")).isNotEqualTo(header(first, "ce_id"));
  }
}
