package dev.ninestep.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ninestep.event.Caller;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.MetadataServed;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.StepRefused;
import dev.ninestep.log.VirtualFlowLog;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.Step;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is written one by one, and what is counted. (EV-10)
class FloodsTest {

  private static final int SOURCES = 1_000_000;
  private static final ClientId ONE = new ClientId("one");
  private static final ClientId OTHER = new ClientId("other");

  private final VirtualFlowLog log = new VirtualFlowLog();
  private final Recorder<?> recorder = new Recorder<>(log, log);
  private int exchanges;

  private Exchange from(String address) {
    return SomeExchange.of(new FlowId(0, ++exchanges), address);
  }

  private void refuse(Exchange exchange, Step step, Refusal refusal) {
    recorder.tell(
        exchange,
        new StepRefused(step, refusal, exchange.client(), Evidence.NONE, exchange.caller()));
  }

  private void refuse(int times, String address, Optional<ClientId> named) {
    for (var i = 0; i < times; i++) {
      var exchange = from(address);
      named.ifPresent(exchange::isAbout);
      refuse(exchange, Step.AUTHORIZATION, Refusal.CLIENT_UNKNOWN);
    }
  }

  private List<StepRefused> written() {
    recorder.flush();
    return log.events(StepRefused.class);
  }

  private static long times(List<StepRefused> refused) {
    return refused.stream().mapToLong(StepRefused::times).sum();
  }

  // EV-10
  @Test
  void aMillionSourcesAreCountedExactlyInBoundedMemory() {
    for (var i = 0; i < SOURCES; i++) {
      refuse(1, "address" + i, Optional.empty());
    }
    assertThat(recorder.floods().size()).isEqualTo(Floods.MOST_KINDS + 1);

    var written = written();
    assertThat(written).hasSize(Floods.MOST_KINDS + 1);
    assertThat(times(written)).isEqualTo(SOURCES);
    assertThat(written.getLast().caller()).isEqualTo(Caller.SEVERAL);
    assertThat(recorder.floods().size()).isZero();
  }

  @Test
  void strangersTakeNoRoomFromFlowsAndClientsThatAreKnown() {
    for (var i = 0; i < 2 * Floods.MOST_KINDS; i++) {
      refuse(1, "address" + i, Optional.empty());
    }
    var before = log.facts().size();
    var known = from("yet another");
    known.isAbout(ONE);
    known.isOfKnownClient();
    refuse(known, Step.AUTHORIZATION, Refusal.REDIRECT_URI_MISMATCH);
    var joined = from("yet another");
    joined.join(new FlowId(7, 7));
    refuse(joined, Step.CONSENT, Refusal.CONSENT_FORGED);
    assertThat(log.facts()).hasSize(before + 2);
  }

  @Test
  void anotherMinuteBeginsAnew() {
    refuse(15, "here", Optional.empty());
    recorder.flush();
    refuse(15, "here", Optional.empty());
    var written = written();
    assertThat(written).hasSize(2 * (Floods.SHOWN + 1));
    assertThat(times(written)).isEqualTo(30);
  }

  @Test
  void nothingIsWrittenWhereNothingWasCounted() {
    refuse(Floods.SHOWN, "here", Optional.empty());
    assertThat(written()).hasSize(Floods.SHOWN).allMatch(event -> event.repeated().isEmpty());
  }

  @Test
  void theRecordNamesTheClientThatAllOfThemNamed() {
    refuse(12, "here", Optional.of(ONE));
    refuse(11, "there", Optional.of(ONE));
    refuse(1, "there", Optional.of(OTHER));
    var counted = written().stream().filter(event -> event.repeated().isPresent()).toList();
    assertThat(counted)
        .extracting(event -> event.caller().address(), StepRefused::client, StepRefused::times)
        .containsExactlyInAnyOrder(
            tuple("here", Optional.of(ONE), 2L), tuple("there", Optional.empty(), 2L));
    assertThat(log.facts())
        .filteredOn(fact -> fact.event() instanceof StepRefused e && e.repeated().isPresent())
        .allMatch(fact -> fact.client().equals(((StepRefused) fact.event()).client()));
  }

  @ParameterizedTest
  @EnumSource(
      value = Refusal.class,
      names = {"CODE_REPLAYED", "REFRESH_TOKEN_REUSED", "CLIENT_ASSERTION_REPLAYED"})
  void whatShowsATheftIsNeverCounted(Refusal refusal) {
    for (var i = 0; i < 100; i++) {
      refuse(from("here"), Step.TOKEN, refusal);
    }
    assertThat(written()).hasSize(100).allMatch(event -> event.repeated().isEmpty());
  }

  /// Or nobody would be held up by it.
  @Test
  void whatALimitInTheLogCountsIsAlwaysInTheLog() {
    for (var i = 0; i < 100; i++) {
      var exchange = from("here");
      exchange.isAbout(ONE);
      exchange.isOfKnownClient();
      refuse(exchange, Step.CALL, Refusal.CLIENT_CREDENTIALS_WRONG);
      refuse(exchange, Step.REFRESH, Refusal.REFRESH_TOKEN_UNKNOWN);
    }
    assertThat(written()).hasSize(200).allMatch(event -> event.repeated().isEmpty());
  }

  @Test
  void ofWhatHoldsSomebodyUpTheFirstIsEnough() {
    for (var i = 0; i < 100; i++) {
      refuse(from("here"), Step.TOKEN, Refusal.TOKEN_REQUESTS_TOO_MANY);
    }
    assertThat(written()).extracting(StepRefused::times).containsExactly(1L, 99L);
  }

  @Test
  void documentsAreCountedEachByItself() {
    for (var i = 0; i < 12; i++) {
      var exchange = from("here");
      recorder.tell(exchange, new MetadataServed("jwks", "/jwks", exchange.caller()));
    }
    var exchange = from("here");
    recorder.tell(
        exchange,
        new MetadataServed("openid-configuration", "/openid-configuration", exchange.caller()));
    recorder.flush();
    assertThat(log.events(MetadataServed.class)).hasSize(Floods.SHOWN + 2);
    assertThat(log.events(MetadataServed.class).getLast().times()).isEqualTo(2);
  }
}
