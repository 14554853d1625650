package dev.ninestep.settings;

import dev.ninestep.event.ConsentForgotten;
import dev.ninestep.event.GrantRevoked;
import dev.ninestep.event.RevokedBy;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.exchange.Recorder;
import dev.ninestep.fold.Aggregate;
import dev.ninestep.fold.Ledger;
import dev.ninestep.log.Answer;
import dev.ninestep.projection.ConnectedApp;
import dev.ninestep.projection.ConnectedApps;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The apps of one account, which can be disconnected by whoever it belongs to and nobody else:
/// what is not in the account's own list cannot be named.
///
/// @param apps lists them
/// @param ledger knows how each stands
/// @param recorder ends them
record OwnApps(ConnectedApps apps, Ledger ledger, Recorder<Aggregate> recorder) {

  /// What came of it.
  enum Outcome {
    /// None of them lets anybody in any more.
    DISCONNECTED,
    /// The account has no such app.
    UNKNOWN,
    /// The log did not say in time; some may have been disconnected.
    UNSETTLED
  }

  /// All of them as they stand, those that have ended included.
  Future<List<ConnectedApp>> of(AccountId account) {
    var now = now();
    return apps.of(account)
        .map(found -> found.stream().map(app -> app.in(ledger.grant(app.grant(), now))).toList());
  }

  /// The log's time.
  Instant now() {
    return recorder.log().now();
  }

  /// Ends some of them, and makes the account forget what it allowed their clients, so that the
  /// next time the user is asked again.
  Future<Outcome> disconnect(Exchange exchange, AccountId account, Which which) {
    return of(account).compose(all -> disconnect(exchange, account, which, all));
  }

  private Future<Outcome> disconnect(
      Exchange exchange, AccountId account, Which which, List<ConnectedApp> all) {
    var named = all.stream().filter(which::includes).toList();
    if (named.isEmpty() && !(which instanceof Which.Everything)) {
      return Future.succeededFuture(Outcome.UNKNOWN);
    }
    var ended =
        named.stream().filter(app -> app.isActive(now())).map(app -> end(exchange, account, app));
    var forgotten =
        named.stream().map(ConnectedApp::client).distinct().map(c -> forget(exchange, account, c));
    return Future.all(Stream.concat(ended, forgotten).toList())
        .map(answers ->
            answers.<Answer<?>>list().stream().allMatch(Answer.Settled.class::isInstance)
                ? Outcome.DISCONNECTED
                : Outcome.UNSETTLED);
  }

  private Future<? extends Answer<?>> end(Exchange exchange, AccountId account, ConnectedApp app) {
    exchange.join(app.grant());
    exchange.isAbout(app.client());
    var revoked = new GrantRevoked(RevokedBy.USER, Optional.of(app.client()), Optional.of(account));
    return recorder.ask(exchange, revoked, (after, _) -> after);
  }

  private Future<? extends Answer<?>> forget(
      Exchange exchange, AccountId account, ClientId client) {
    return recorder.ask(exchange, new ConsentForgotten(account, client), (after, _) -> after);
  }
}
