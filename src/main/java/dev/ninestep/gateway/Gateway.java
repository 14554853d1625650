package dev.ninestep.gateway;

import dev.ninestep.exchange.CrossOrigin;
import dev.ninestep.exchange.Recorder;
import dev.ninestep.exchange.Refusals;
import dev.ninestep.fold.Account;
import dev.ninestep.fold.AccountCalls;
import dev.ninestep.fold.Client;
import dev.ninestep.fold.Grant;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.TillId;
import dev.ninestep.token.AccessTokens;
import dev.ninestep.token.SealedValues;
import dev.ninestep.token.UpstreamIdentity;
import io.micrometer.core.instrument.Metrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// The gateway before one resource. One of these serves all event loops of a process, so that a
/// token verified on one of them is known to all.
public final class Gateway {

  private static final String METHODS = "GET, HEAD, POST, DELETE, OPTIONS";

  private final Vertx vertx;
  private final GatewaySettings settings;
  private final Refusals refusals;
  private final KnownTokens tokens;
  private final Possession possession;
  private final Admission admission;
  private final IdentityHeader identity;
  private final Optional<Pace> pace;
  private final Till till;
  private final Sessions sessions;
  private final UpstreamMeters meters;
  private final List<Lane> lanes = new CopyOnWriteArrayList<>();

  /// A gateway that is not mounted yet.
  ///
  /// @param vertx whose event loops serve
  /// @param settings what it guards, and how
  /// @param refusals renders refusals; its recorder's log is asked for time, staleness and barriers
  /// @param tokens verifies access tokens
  /// @param identity signs the header that tells the upstream who calls
  /// @param till charges accounts
  /// @param sealed seals what upstreams call their sessions
  /// @param grants the grant behind a token, as far as this pod has read the log
  /// @param clients the client a token was issued to, likewise
  /// @param accounts the account behind a grant, likewise
  /// @param calls how often accounts called lately through other pods, likewise
  public Gateway(
      Vertx vertx,
      GatewaySettings settings,
      Refusals refusals,
      AccessTokens tokens,
      UpstreamIdentity identity,
      Till till,
      SealedValues sealed,
      Function<FlowId, Grant> grants,
      Function<ClientId, Client> clients,
      Function<AccountId, Account> accounts,
      AccountCalls calls) {
    this.vertx = vertx;
    this.settings = settings;
    this.refusals = refusals;
    this.tokens = new KnownTokens(tokens, settings.resource().hierarchy());
    this.possession = new Possession(settings, refusals.recorder().log(), new SeenProofs());
    this.admission =
        new Admission(
            refusals.recorder().log(),
            grants,
            clients,
            accounts,
            settings.resource().uri(),
            settings.staleness());
    this.pace = pace(refusals.recorder(), settings, calls, till.id());
    this.till = till;
    this.sessions = new Sessions(sealed, settings);
    this.identity =
        new IdentityHeader(
            identity,
            settings.upstreams().getFirst(),
            settings.identityHeaders(),
            InstantSource.system());
    this.meters = UpstreamMeters.show(Metrics.globalRegistry, settings, lanes);
  }

  private static Optional<Pace> pace(
      Recorder<?> recorder, GatewaySettings settings, AccountCalls calls, TillId pod) {
    var perMinute = settings.limits().perMinute();
    return perMinute.isPresent()
        ? Optional.of(
            new Pace(recorder, calls, settings.resource().uri(), pod, perMinute.getAsInt()))
        : Optional.empty();
  }

  /// Mounts the MCP URL and everything below it. To be called once for each event loop, on that
  /// event loop, after every route of ours that lies below the MCP URL is mounted.
  ///
  /// @param place among the routes of the event loop, after the exchanges handler; no body handler
  ///   may stand before it
  public void mount(Place place) {
    var lane = lane();
    lanes.add(lane);
    var origins =
        new AllowedOrigins(
            settings.allowedOrigins(), settings.resource().uri(), lane.refusedCalls());
    for (var route : place.of(settings.path())) {
      settings.host().ifPresent(route::virtualHost);
      route.handler(new CallStep(origins, new CrossOrigin(METHODS), tokens, possession, lane));
    }
  }

  private Lane lane() {
    var resource = settings.resource();
    var recorder = refusals.recorder();
    return new Lane(
        vertx,
        settings,
        admission,
        identity,
        new Meter(recorder, resource.uri(), settings.isMetered(), InstantSource.system()),
        pace,
        till,
        sessions,
        new RefusedCalls(refusals, new Floods(recorder, resource.uri()), settings));
  }

  /// Writes what was counted and lets the upstreams go. To be called after the last request and
  /// before the log is closed.
  ///
  /// @return when all has been handed to the log
  public Future<Void> close() {
    meters.close();
    return Future.join(lanes.stream().map(Lane::close).toList()).mapEmpty();
  }
}
