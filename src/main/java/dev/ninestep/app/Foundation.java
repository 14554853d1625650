package dev.ninestep.app;

import dev.ninestep.app.configuration.Configuration;
import dev.ninestep.exchange.Exchanges;
import dev.ninestep.exchange.Pages;
import dev.ninestep.exchange.Recorder;
import dev.ninestep.exchange.Refusals;
import dev.ninestep.exchange.TlsOnly;
import dev.ninestep.fold.Aggregate;
import dev.ninestep.fold.Ledger;
import dev.ninestep.log.FlowLog;
import dev.ninestep.log.StampedEnvelopes;
import dev.ninestep.projection.Projection;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.function.Consumer;

/// What every role of a process stands on.
///
/// @param vertx whose event loops serve
/// @param configuration what the operator decided
/// @param keys everything that is made with keys
/// @param projection the database
/// @param openLog the log's topics
/// @param ledger what the log has said so far
/// @param caughtUp when all has been folded that stood in the log at the start
/// @param recorder writes facts to the log
/// @param pages renders what a browser shows
/// @param refusals renders what is refused
record Foundation(
    Vertx vertx,
    Configuration configuration,
    Keychain keys,
    Projection projection,
    OpenLog openLog,
    Ledger ledger,
    Future<Void> caughtUp,
    Recorder<Aggregate> recorder,
    Pages pages,
    Refusals refusals) {

  private static final long MINUTE_MILLIS = 60_000;

  /// Lays it: the topics, the keys and what the database remembers side by side, and from there the
  /// log, which is not [#awaitCaughtUp] yet.
  ///
  /// @param pod the name of this process, in the facts it writes and for people
  /// @param waitsFor is told what is waited for
  /// @param teardown gets what must be stopped
  static Foundation lay(
      Vertx vertx,
      Configuration configuration,
      String pod,
      Consumer<String> waitsFor,
      Teardown teardown)
      throws CannotStart {
    var issuer = configuration.issuer();
    var prepared = Beside.start("kafka", () -> OpenLog.patiently(configuration));
    var ledger = new Ledger(configuration.expectedGrants());
    var restored = Beside.start("postgres", () -> restored(vertx, configuration, ledger, teardown));
    var keys = Keychain.of(configuration.keys(), issuer);
    configuration
        .keysFile()
        .ifPresent(file -> KeyWatch.start(vertx, file, configuration.keys(), keys, teardown));
    var pages = new Pages(issuer);
    waitsFor.accept("kafka");
    var openLog = prepared.await();
    waitsFor.accept("postgres");
    var projection = restored.await();
    Database.demandMadeFrom(openLog::reader, projection);
    waitsFor.accept("the end of the log");
    var envelopes =
        new StampedEnvelopes(StampedEnvelopes.source(pod, Version.build()), InstantSource.system());
    var log = openLog.tail(vertx, envelopes, ledger, teardown);
    var recorder = new Recorder<>(log, envelopes);
    flushFloods(vertx, recorder, teardown);
    return new Foundation(
        vertx,
        configuration,
        keys,
        projection,
        openLog,
        ledger,
        log.caughtUp(),
        recorder,
        pages,
        new Refusals(issuer, recorder, pages));
  }

  private static Projection restored(
      Vertx vertx, Configuration configuration, Ledger ledger, Teardown teardown)
      throws CannotStart {
    var projection =
        Database.open(vertx, configuration.postgres(), configuration.startPatience(), teardown);
    Database.restore(projection, ledger);
    return projection;
  }

  /// Waits until all that stood in the log has been read; nobody may be answered before.
  void awaitCaughtUp() throws CannotStart {
    OpenLog.await(caughtUp);
  }

  /// What floods were counted is written each minute, and before the log is closed.
  static void flushFloods(Vertx vertx, Recorder<?> recorder, Teardown teardown) {
    var timer = vertx.setPeriodic(MINUTE_MILLIS, _ -> recorder.flush());
    teardown.add(
        "what was counted of floods",
        () -> {
          vertx.cancelTimer(timer);
          recorder.flush();
        });
  }

  FlowLog<Aggregate> log() {
    return recorder.log();
  }

  TlsOnly tlsOnly() {
    return new TlsOnly(configuration.http().proxies(), refusals);
  }

  Exchanges exchanges() {
    return new Exchanges(
        keys.mint()::flow, keys.mint()::request, keys::caller, configuration.http().proxies());
  }
}
