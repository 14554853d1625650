package dev.ninestep.app.bench;

import dev.ninestep.event.Logged;
import dev.ninestep.event.Topic;
import dev.ninestep.fold.Ledger;
import dev.ninestep.log.Decoder;
import dev.ninestep.log.KafkaFlowLog;
import dev.ninestep.log.KafkaLogReader;
import dev.ninestep.log.LogSettings;
import dev.ninestep.log.Partition;
import dev.ninestep.log.StampedEnvelopes;
import dev.ninestep.log.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// How fast a pod folds the log it starts from.
///
/// @param events how many records were there
/// @param fromKafka by the code a pod starts with, from the first record to the last: fetched from
///   the broker, decoded as far as the fold needs it, and folded
/// @param decoded records already fetched, each decoded whole, as a projector does, and folded
/// @param folded facts already decoded, folded
record FoldSpeed(long events, Rates fromKafka, Rates decoded, Rates folded) {

  private static final long LEAST_EVENTS = 1_000_000;
  private static final int WARM_UP = 6;
  private static final int ROUNDS = 5;
  private static final int EXPECTED_GRANTS = 100_000;
  private static final Duration POLL = Duration.ofSeconds(1);

  /// Replays the whole flow topic again and again, as starts from a warm page cache would. A topic
  /// that holds less than a million events is filled up first.
  static FoldSpeed measure(String bootstrapServers) {
    var settings = new LogSettings(bootstrapServers, 3, 1, Duration.ofSeconds(2), Map.of());
    var topics = Topics.prepare(settings);
    SyntheticLog.append(bootstrapServers, topics, LEAST_EVENTS - events(settings, topics));
    var fromKafka = rounds(() -> started(settings, topics));
    var decoded = rounds(() -> decoded(settings, topics, _ -> {}));
    var kept = new ArrayList<Logged>();
    decoded(settings, topics, kept::addAll);
    var folded = rounds(() -> folded(kept));
    return new FoldSpeed(kept.size(), fromKafka, decoded, folded);
  }

  private static Rates rounds(DoubleSupplier round) {
    return new Rates(
        DoubleStream.generate(round).limit(WARM_UP + ROUNDS).skip(WARM_UP).boxed().toList());
  }

  /// How many records the flow topic holds.
  static long events(LogSettings settings, Topics topics) {
    try (var reader = new KafkaLogReader(settings, topics)) {
      return reader.endOffsets().entrySet().stream()
          .filter(end -> end.getKey().topic() == Topic.FLOW)
          .mapToLong(Map.Entry::getValue)
          .sum();
    }
  }

  /// Events that are passed over count too: they stand in the log like the others.
  private static double started(LogSettings settings, Topics topics) {
    var ledger = new Ledger(EXPECTED_GRANTS);
    var all = events(settings, topics);
    var start = new AtomicLong();
    var vertx = Vertx.vertx();
    try (var log =
        new KafkaFlowLog<>(
            vertx,
            settings,
            topics,
            new StampedEnvelopes("/pod/bench", InstantSource.system()),
            logged -> {
              if (start.getPlain() == 0) {
                start.setPlain(System.nanoTime());
              }
              return ledger.apply(logged);
            },
            ledger::nextOffset,
            broken -> {
              throw broken;
            })) {
      log.caughtUp().await();
      return perSecond(all, System.nanoTime() - start.get());
    } finally {
      vertx.close().await();
    }
  }

  /// What the consumer does for the records is not counted.
  private static double decoded(LogSettings settings, Topics topics, Consumer<List<Logged>> also) {
    var count = 0L;
    var all = events(settings, topics);
    var decoder = new Decoder(new SimpleMeterRegistry());
    var ledger = new Ledger(EXPECTED_GRANTS);
    var nanos = 0L;
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", settings.bootstrapServers(), "max.poll.records", "5000"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      var partitions = topics.of(Topic.FLOW).stream().map(Partition::inKafka).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (count < all) {
        var records = consumer.poll(POLL);
        var start = System.nanoTime();
        var batch = decoder.decode(records);
        batch.forEach(ledger::apply);
        nanos += System.nanoTime() - start;
        count += batch.size();
        also.accept(batch);
      }
    }
    return perSecond(count, nanos);
  }

  private static double folded(List<Logged> kept) {
    var ledger = new Ledger(EXPECTED_GRANTS);
    var start = System.nanoTime();
    kept.forEach(ledger::apply);
    return perSecond(kept.size(), System.nanoTime() - start);
  }

  private static double perSecond(long events, long nanos) {
    return events * 1e9 / nanos;
  }
}
