package dev.ninestep.step;

import dev.ninestep.decision.ClientCredentials;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.fold.Client;
import dev.ninestep.fold.Grant;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.Step;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Holds up a client that comes to the token endpoint too often, whatever pod it comes to.
///
/// @param settings says how often a client may come
/// @param with whom it works with
/// @param failures answers that the log was not there for, by client and address
/// @param misses tokens that were asked about and are nobody's, by who asked
/// @spec https://www.rfc-editor.org/rfc/rfc6585#section-4 RFC 6585 §4
record TokenThrottle(
    Settings settings, Collaborators with, MinuteCounts failures, MinuteCounts misses) {

  private static final int FAILURES_PER_MINUTE = 10;
  private static final Optional<FlowId> NO_GRANT = Optional.empty();

  TokenThrottle(Settings settings, Collaborators with) {
    this(settings, with, new MinuteCounts(), new MinuteCounts());
  }

  /// Notes that a request could not be answered, since the log was not there.
  void failed(RoutingContext context) {
    Exchange.of(context)
        .client()
        .ifPresent(client -> failures.count(who(context, client), with.log().now()));
  }

  /// Refuses a request of a client that repeats what has just failed, without asking the log again:
  /// it has to recover before it can be of use.
  ///
  /// @return whether it was refused
  boolean holdsUpStorm(RoutingContext context, ClientId client) {
    var wait = failures.wait(who(context, client), FAILURES_PER_MINUTE, with.log().now());
    if (wait.isZero()) {
      return false;
    }
    context.response().putHeader("Retry-After", Long.toString(wait.toSeconds()));
    with.refusals().writeJson(context, Refusal.TOKEN_REQUESTS_TOO_MANY);
    return true;
  }

  private static String who(RoutingContext context, ClientId client) {
    return client.value() + ' ' + Exchange.of(context).caller().address();
  }

  /// Refuses to say once more that a text is no token, to somebody who has asked about too many
  /// such. What is a token is told them all the same, or else whoever sends a resource server
  /// rubbish could keep everybody out of it.
  ///
  /// @return whether it was refused
  boolean holdsUpScan(RoutingContext context, ClientId by) {
    var now = with.log().now();
    var wait = misses.wait(by.value(), settings.tokens().perMinute(), now);
    if (wait.isZero()) {
      misses.count(by.value(), now);
    }
    return holdsUp(context, Step.CALL, by, wait);
  }

  /// Refuses a request in the name of a client by somebody who failed to prove to be it too often.
  ///
  /// @return whether it was refused
  boolean holdsUpImpostor(RoutingContext context, Step step, ClientId client) {
    var caller = Exchange.of(context).caller();
    return holdsUp(
        context,
        step,
        client,
        with.ledger()
            .tokenRequests()
            .waitToProve(client, caller, FAILURES_PER_MINUTE, with.log().now()));
  }

  /// The same for whomever the credentials of a request name, if they name anybody.
  ///
  /// @return whether it was refused
  boolean holdsUpImpostor(RoutingContext context, Step step, ClientCredentials credentials) {
    return credentials.client().filter(named -> holdsUpImpostor(context, step, named)).isPresent();
  }

  /// Refuses a request of a client that has to wait. Of one whose id is a URL, the grant it comes
  /// for has to, and only what comes for none is held against those behind the same address.
  ///
  /// @param flow the flow that what it brought belongs to, if that opened
  /// @return whether it was refused
  boolean holdsUp(RoutingContext context, Step step, ClientId client, Optional<FlowId> flow) {
    var exchange = Exchange.of(context);
    var now = with.log().now();
    var grant = client.isUrl() ? flow.filter(named -> stands(named, now)) : NO_GRANT;
    var wait =
        with.ledger()
            .tokenRequests()
            .wait(client, grant, exchange.caller(), settings.tokens().perMinute(), now);
    if (wait.isPositive()) {
      grant.ifPresent(exchange::join);
    }
    return holdsUp(context, step, client, wait);
  }

  private boolean stands(FlowId flow, Instant now) {
    return !(with.ledger().grant(flow, now) instanceof Grant.None);
  }

  private boolean holdsUp(RoutingContext context, Step step, ClientId client, Duration wait) {
    if (wait.isZero()) {
      return false;
    }
    var exchange = Exchange.of(context);
    exchange.isAbout(client);
    if (with.ledger().client(client) instanceof Client.Registered) {
      exchange.isOfKnownClient();
    }
    context.response().putHeader("Retry-After", Long.toString(wait.toSeconds()));
    var refused = Refused.of(Refusal.TOKEN_REQUESTS_TOO_MANY, "wait " + wait.toSeconds() + " s");
    with.refusals().json(context, step, refused);
    return true;
  }
}
