package dev.ninestep.app;

import dev.ninestep.app.configuration.Configuration;
import dev.ninestep.event.Fact;
import dev.ninestep.fold.Aggregate;
import dev.ninestep.fold.Ledger;
import dev.ninestep.log.Envelopes;
import dev.ninestep.log.GroupReader;
import dev.ninestep.log.KafkaFlowLog;
import dev.ninestep.log.KafkaGroupReader;
import dev.ninestep.log.KafkaLogReader;
import dev.ninestep.log.LogReader;
import dev.ninestep.log.LogSettings;
import dev.ninestep.log.SealCheck;
import dev.ninestep.log.SealPace;
import dev.ninestep.log.SealedLog;
import dev.ninestep.log.Seals;
import dev.ninestep.log.SingleAppend;
import dev.ninestep.log.Topics;
import dev.ninestep.log.UnusableLogException;
import dev.ninestep.operator.LogEnd;
import dev.ninestep.token.LogSignature;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The log, its topics there and as they must be.
///
/// @param settings where it is
/// @param topics its topics
record OpenLog(LogSettings settings, Topics topics) {

  private static final Logger LOG = LoggerFactory.getLogger(OpenLog.class);
  private static final long CATCH_UP_SECONDS = 600;

  /// Makes the topics that are absent and checks those that are there, for a command.
  static OpenLog prepare(Configuration configuration) throws CannotStart {
    return prepare(settings(configuration));
  }

  /// The same for a process that starts, perhaps before its brokers do.
  static OpenLog patiently(Configuration configuration) throws CannotStart {
    return prepare(settings(configuration).waiting(configuration.startPatience()));
  }

  private static OpenLog prepare(LogSettings settings) throws CannotStart {
    try {
      return new OpenLog(settings, Topics.prepare(settings));
    } catch (UnusableLogException e) {
      throw new CannotStart(CannotStart.UNAVAILABLE, "kafka: " + Causes.words(e), e);
    }
  }

  /// Where it is, there or not.
  static LogSettings settings(Configuration configuration) {
    var kafka = configuration.kafka();
    return new LogSettings(
        kafka.bootstrapServers(),
        kafka.partitions(),
        kafka.replication(),
        configuration.logBudget(),
        kafka.properties());
  }

  /// Begins to fold the log into a ledger, from where the ledger stands.
  KafkaFlowLog<Aggregate> tail(Vertx vertx, Envelopes envelopes, Ledger ledger, Teardown teardown)
      throws CannotStart {
    try {
      var log =
          new KafkaFlowLog<>(
              vertx,
              settings,
              topics,
              envelopes,
              ledger::apply,
              ledger::nextOffset,
              OpenLog::endProcess);
      teardown.add("the log", log::close);
      return log;
    } catch (RuntimeException e) {
      throw new CannotStart(CannotStart.UNAVAILABLE, "kafka: " + Causes.words(e), e);
    }
  }

  /// Waits until all that stood in the log when its tail began has been folded.
  static void await(Future<Void> caughtUp) throws CannotStart {
    var began = System.nanoTime();
    try {
      caughtUp.await(CATCH_UP_SECONDS, TimeUnit.SECONDS);
      LOG.info(
          "caught up, and waited {} ms for it",
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
    } catch (Exception e) { // a future may fail with anything, checked or not
      throw new CannotStart(CannotStart.UNAVAILABLE, "kafka: " + Causes.words(e), e);
    }
  }

  /// Asks where it ends, for whoever asks seldom: each time with a reader of its own.
  LogEnd end(Vertx vertx) {
    return () ->
        vertx
            .executeBlocking(
                () -> {
                  try (var reader = reader()) {
                    return reader.endOffsets();
                  }
                },
                false)
            .map(Objects::requireNonNull);
  }

  /// Appends facts from where no pod serves.
  void append(List<Fact> facts) throws CannotStart {
    try {
      SingleAppend.to(settings, topics, facts);
    } catch (UnusableLogException e) {
      throw new CannotStart(CannotStart.UNAVAILABLE, "kafka: " + Causes.words(e), e);
    }
  }

  /// A reader of its own for whoever wants one.
  LogReader reader() {
    return new KafkaLogReader(settings, topics);
  }

  /// A reader that shares the flow topic with the other pods' readers of a group.
  GroupReader member(String group) {
    return new KafkaGroupReader(settings, group);
  }

  /// The reader of the projector, of which a process has one.
  LogReader projectorReader() {
    return new KafkaLogReader(settings, topics).shownAs("projector");
  }

  /// The seals that the projector writes.
  Seals seals(LogSignature signature, SealPace pace) {
    return SealedLog.open(settings, topics, signature::of, pace);
  }

  /// What compares the log with its seals.
  SealCheck check(LogSignature signature) {
    return SealCheck.open(settings, topics, signature::of);
  }

  /// Without the log nothing may be answered, so the process ends and is started anew. On a thread
  /// of its own, since the teardown waits for the one that calls this.
  private static void endProcess(RuntimeException unusable) {
    LOG.error("the log cannot be read any more; this process ends", unusable);
    Thread.ofPlatform().start(() -> System.exit(CannotStart.UNAVAILABLE));
  }
}
