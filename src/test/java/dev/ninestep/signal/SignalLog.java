package dev.ninestep.signal;

import static org.awaitility.Awaitility.await;

import dev.ninestep.embedded.SharedKafka;
import dev.ninestep.event.Event;
import dev.ninestep.event.Key;
import dev.ninestep.event.Logged;
import dev.ninestep.event.Topic;
import dev.ninestep.log.GroupReader;
import dev.ninestep.log.KafkaGroupReader;
import dev.ninestep.log.LogSettings;
import dev.ninestep.log.SingleAppend;
import dev.ninestep.log.Topics;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.Issuer;
import dev.ninestep.token.KeyRing;
import dev.ninestep.token.SecurityEvents;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/// The log on the shared broker, and transmitters that read it.
final class SignalLog implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final LogSettings SETTINGS =
      new LogSettings(SharedKafka.bootstrapServers(), 3, 1, Duration.ofSeconds(20), Map.of());

  final MemoryEndedGrants grants = new MemoryEndedGrants();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Topics topics = Topics.prepare(SETTINGS);
  private final SecurityEvents events =
      new SecurityEvents(KeyRing.generate(), new Issuer("https://auth.example"));
  private final List<Transmitter> running = new ArrayList<>();

  /// Starts to tell a receiver, and waits until whatever is written from now on is told.
  Transmitter start(Receiver receiver) {
    return start(receiver, Function.identity());
  }

  /// The same with a reader that is not quite as it should be.
  Transmitter start(Receiver receiver, Function<GroupReader, GroupReader> spoiled) {
    var transmitter =
        Transmitter.start(
            List.of(receiver),
            group -> spoiled.apply(new KafkaGroupReader(SETTINGS, group)),
            grants,
            events,
            meters);
    running.add(transmitter);
    try (var admin = Admin.create(Map.of("bootstrap.servers", SETTINGS.bootstrapServers()))) {
      await().atMost(PATIENCE).until(() -> hasBegun(admin, receiver));
    }
    return transmitter;
  }

  private boolean hasBegun(Admin admin, Receiver receiver) throws Exception {
    var offsets = admin.listConsumerGroupOffsets(receiver.group()).partitionsToOffsetAndMetadata();
    return offsets.get().size() == topics.of(Topic.FLOW).size();
  }

  /// Writes facts about one key, and waits until the log has them.
  void write(Key key, Event... facts) {
    SingleAppend.to(
        SETTINGS, topics, Stream.of(facts).map(event -> Records.fact(key, event)).toList());
  }

  static AccountId account() {
    var chance = ThreadLocalRandom.current();
    return new AccountId(chance.nextLong(), chance.nextLong());
  }

  static FlowId flow() {
    var chance = ThreadLocalRandom.current();
    return new FlowId(chance.nextLong(), chance.nextLong());
  }

  double count(String meter) {
    return meters.get(meter).counter().count();
  }

  @Override
  public void close() {
    running.forEach(Transmitter::close);
  }

  /// A reader that does what another does, but for what a test changes.
  record Spoiled(GroupReader reader, Consumer<List<Logged>> beforeDone) implements GroupReader {

    @Override
    public List<Logged> poll(Duration atMost) {
      return reader.poll(atMost);
    }

    @Override
    public void idle(Duration atMost) {
      reader.idle(atMost);
    }

    @Override
    public void done(List<Logged> records) {
      beforeDone.accept(records);
      reader.done(records);
    }

    @Override
    public void again(List<Logged> records) {
      reader.again(records);
    }

    @Override
    public long behind() {
      return reader.behind();
    }

    @Override
    public void wakeUp() {
      reader.wakeUp();
    }

    @Override
    public void close() {
      reader.close();
    }
  }
}
