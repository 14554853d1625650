package dev.ninestep.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.Event;
import dev.ninestep.event.Fact;
import dev.ninestep.event.Key;
import dev.ninestep.event.Logged;
import dev.ninestep.event.Position;
import dev.ninestep.event.Topic;
import dev.ninestep.fold.Account;
import dev.ninestep.fold.Client;
import dev.ninestep.fold.Grant;
import dev.ninestep.fold.Ledger;
import dev.ninestep.fold.RevocationCause;
import dev.ninestep.protocol.FlowId;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What was once written is read for ever: decoded, folded, and written the same again.
class FrozenExamplesTest {

  static Stream<Class<? extends Event>> events() {
    return Schemas.events();
  }

  private static FrozenRecord record(Class<? extends Event> event) throws Exception {
    return FrozenRecord.of(Schemas.read(Schemas.example(event)));
  }

  private static Fact fact(FrozenRecord record) {
    assertThat(record.decoded()).isInstanceOf(Logged.Known.class);
    return ((Logged.Known) record.decoded()).fact();
  }

  @ParameterizedTest
  @MethodSource("events")
  void anExampleIsReadAndWrittenTheSameAgain(Class<? extends Event> event) throws Exception {
    var record = record(event);
    var fact = fact(record);
    var written = EventCodec.encode(fact, FrozenRecord.TOPIC, 3);

    assertThat(fact.event()).isExactlyInstanceOf(event);
    assertThat(new String(written.key(), UTF_8)).isEqualTo(record.key());
    assertThat(FrozenRecord.texts(written.headers()).entrySet())
        .containsExactlyElementsOf(record.headers().entrySet());
    assertThat(new String(written.value(), UTF_8)).isEqualTo(record.data());
  }

  @ParameterizedTest
  @MethodSource("events")
  void theCloudEventsSdkReadsTheSameAttributes(Class<? extends Event> event) throws Exception {
    var fact = fact(record(event));
    var written = EventCodec.encode(fact, FrozenRecord.TOPIC, 3);
    var read = KafkaMessageFactory.createReader(written.headers(), written.value()).toEvent();

    assertThat(read.getSpecVersion()).hasToString("1.0");
    assertThat(read.getId()).isEqualTo(fact.id().toString());
    assertThat(read.getType()).isEqualTo(EventCodec.type(event));
    assertThat(read.getSource()).hasToString(fact.source());
    assertThat(read.getTime().toInstant()).isEqualTo(fact.time());
    assertThat(read.getSubject()).isEqualTo(fact.client().map(Object::toString).orElse(null));
    assertThat(read.getDataContentType()).isEqualTo("application/json");
    assertThat(read.getExtension("correlationid")).isEqualTo(fact.flow().toString());
    assertThat(read.getExtension("requestid")).isEqualTo(fact.request().toString());
    assertThat(read.getExtension("step")).isEqualTo(fact.event().step().number());
    assertThat(read.getExtension("traceparent")).isEqualTo(fact.traceparent().orElse(null));
    assertThat(read.getData().toBytes()).isEqualTo(written.value());
  }

  /// The examples are the story of one flow. Each is folded right after those that came before it.
  @Test
  void theExamplesTogetherAreAFlowThatItsUserEnds() throws Exception {
    var ledger = new Ledger(16);
    var states = new ArrayList<Grant>();
    var flow = new FlowId(0x6f1c2b9a4d3e5f70L, 0x8192a3b4c5d6e7f8L);
    for (var known : inOrder()) {
      var position = new Position(Topic.FLOW, 0, states.size());
      var after = ledger.apply(new Logged.Known(position, known.at(), known.fact()));
      var state = ledger.grant(flow, known.at());
      states.add(state);
      if (known.fact().key() instanceof Key.OfFlow(var id) && id.equals(flow)) {
        assertThat(after).isEqualTo(state);
      }
    }
    var kinds = states.stream().<Class<?>>map(Grant::getClass).distinct().toList();
    assertThat(kinds)
        .containsExactly(
            Grant.None.class, Grant.CodeOutstanding.class, Grant.Active.class, Grant.Revoked.class);
    assertThat(states.getLast())
        .isInstanceOfSatisfying(
            Grant.Revoked.class, s -> assertThat(s.cause()).isEqualTo(RevocationCause.BY_USER));
    assertThat(ledger.clients().values()).hasOnlyElementsOfType(Client.Deleted.class).hasSize(1);
    assertThat(ledger.accounts().values()).hasOnlyElementsOfType(Account.class);
  }

  private static List<Logged.Known> inOrder() throws Exception {
    var all = new ArrayList<Logged.Known>();
    for (var event : events().toList()) {
      var known = (Logged.Known) record(event).decoded();
      if (known.fact().event().topic() == Topic.FLOW) {
        all.add(known);
      }
    }
    all.sort(Comparator.comparing(Logged.Known::at));
    return all;
  }
}
