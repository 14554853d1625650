package dev.ninestep.simulation;

import dev.ninestep.decision.AdmitCall;
import dev.ninestep.decision.ConsentOutcome;
import dev.ninestep.decision.DecideConsent;
import dev.ninestep.decision.Decision;
import dev.ninestep.decision.RedeemCode;
import dev.ninestep.decision.RefreshTokens;
import dev.ninestep.decision.TokenOutcome;
import dev.ninestep.event.Caller;
import dev.ninestep.event.DeliveryFailure;
import dev.ninestep.event.Fact;
import dev.ninestep.event.GrantRevoked;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.RevokedBy;
import dev.ninestep.event.TokensIssued;
import dev.ninestep.fold.Grant;
import dev.ninestep.log.Answer;
import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.Parameters;
import dev.ninestep.protocol.RefreshToken;
import dev.ninestep.protocol.RequestId;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.ScopeHierarchy;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/// What the steps do with a request, less HTTP: decide, append, fold, answer.
final class VirtualSteps {

  static final Caller CALLER = new Caller("hash", "192.0.2.0/24", Optional.empty());
  static final String SESSION = "session";
  private static final Duration ACCESS_LIFETIME = Duration.ofHours(1);

  /// When a presentation must have ceased to count: before its client, having waited for the budget
  /// and for `Retry-After`, comes again, though the brokers' clocks differ by a fifth of a second.
  private static final Duration LATEST = Duration.ofMillis(2_750);

  private final Simulation world;
  private final VirtualPod pod;

  VirtualSteps(Simulation world, VirtualPod pod) {
    this.world = world;
    this.pod = pod;
  }

  void take(Connection connection) {
    switch (connection.request()) {
      case Request.Consent r -> consent(r, connection);
      case Request.Redeem r -> redeem(r, connection);
      case Request.Refresh r -> refresh(r, connection);
      case Request.Revoke r -> revoke(r, connection);
      case Request.Call r -> call(r, connection);
    }
  }

  private void consent(Request.Consent r, Connection connection) {
    var command =
        new DecideConsent(
            r.allow(),
            Scope.NONE,
            r.flow().request(),
            Optional.of(r.nonce()),
            r.flow().account(),
            SESSION,
            attempt(),
            pod.time().now(),
            world.plan().lifetimes());
    ask(
        connection,
        command.decide(pod.ledger().account(r.flow().account())),
        command::outcome,
        outcome ->
            switch (outcome) {
              case ConsentOutcome.SendCode(var code) -> new Reply.Code(code);
              case ConsentOutcome.SendDenial(var refused) -> new Reply.Refused(refused.refusal());
              case ConsentOutcome.Refuse(var refused) -> new Reply.Refused(refused.refusal());
            });
  }

  private void redeem(Request.Redeem r, Connection connection) {
    var parameters =
        Map.of(
            "code", "sealed",
            "code_verifier", r.verifier().value(),
            "redirect_uri", r.flow().request().redirectUri().value());
    var command =
        new RedeemCode(
            Parameters.of(parameters),
            r.flow().request().client(),
            Optional.of(r.code()),
            Optional.empty(),
            attempt(),
            pod.time().now(),
            voidAfter(r.flow()),
            CALLER);
    ask(
        connection,
        command.decide(pod.ledger().account(r.code().account())),
        command::outcome,
        this::reply);
  }

  private void refresh(Request.Refresh r, Connection connection) {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("refresh_token", "sealed");
    r.scope().ifPresent(scope -> parameters.put("scope", scope.toString()));
    var command =
        new RefreshTokens(
            Parameters.of(parameters),
            r.flow().request().client(),
            Optional.of(r.token()),
            Optional.empty(),
            Optional.empty(),
            ScopeHierarchy.FLAT,
            attempt(),
            pod.time().now(),
            voidAfter(r.flow()),
            CALLER);
    ask(
        connection,
        command.decide(pod.ledger().account(r.token().account())),
        command::outcome,
        this::reply);
  }

  private void revoke(Request.Revoke r, Connection connection) {
    var event = new GrantRevoked(RevokedBy.USER, Optional.empty(), Optional.of(r.flow().account()));
    ask(connection, new Decision.Append(event), (_, _) -> true, _ -> new Reply.Done());
  }

  private void call(Request.Call r, Connection connection) {
    var now = pod.time().now();
    var refused =
        new AdmitCall(r.token(), r.token().resource(), r.token().key(), now)
            .decide(
                pod.ledger().grant(r.token().flow(), now),
                pod.ledger().client(r.token().client()),
                pod.ledger().account(r.token().account()));
    if (refused.isEmpty()) {
      world.admitted(pod, r.token());
    }
    connection.reply(
        refused.<Reply>map(why -> new Reply.Refused(why.refusal())).orElseGet(Reply.Done::new));
  }

  private <O> void ask(
      Connection connection,
      Decision decision,
      BiFunction<Grant, Instant, O> outcome,
      Function<O, Reply> reply) {
    switch (decision) {
      case Decision.Refuse(var refused) -> connection.reply(new Reply.Refused(refused.refusal()));
      case Decision.Append(var event) -> {
        var flow = connection.request().flow();
        var request = new RequestId(0, world.dice().number());
        var client = Optional.of(flow.request().client());
        var fact =
            pod.envelopes().seal(flow.key(), flow.id(), request, client, Optional.empty(), event);
        pod.readBack()
            .<O>ask(
                fact,
                (after, at) -> outcome.apply((Grant) after, at),
                answer -> {
                  world.answered(new Answered<>(pod, connection.request(), fact, outcome, answer));
                  answer(connection, fact, answer, reply);
                });
      }
    }
  }

  private <O> void answer(
      Connection connection, Fact fact, Answer<? extends O> answer, Function<O, Reply> reply) {
    switch (answer) {
      case Answer.Settled(var outcome) -> write(connection, fact, reply.apply(outcome));
      case Answer.Unsettled() -> connection.reply(new Reply.Unavailable());
    }
  }

  private void write(Connection connection, Fact fact, Reply reply) {
    if (!(reply instanceof Reply.Tokens(var refresh, var access))) {
      connection.reply(reply);
    } else if (world.strikes(Fault.CRASH_AFTER_APPEND, 0.03)) {
      pod.crash();
    } else if (world.strikes(Fault.CONNECTION_CLOSED, 0.12)) {
      pod.readBack().undelivered(fact, DeliveryFailure.CONNECTION_CLOSED);
      connection.reply(new Reply.Reset());
    } else {
      if (world.strikes(Fault.LOST_RESPONSE, 0.08)) {
        connection.lose();
      } else {
        world.delivered(fact);
        connection.reply(reply);
      }
      pod.tell(pod.envelopes().following(fact, issued(fact, refresh, access)));
    }
  }

  private static TokensIssued issued(Fact fact, RefreshToken refresh, AccessToken access) {
    var attempt = Landed.presented(fact.event()).orElseThrow().attempt();
    return new TokensIssued(
        attempt,
        refresh.client(),
        refresh.generation(),
        access.id(),
        access.scope(),
        access.expiresAt());
  }

  private Reply reply(TokenOutcome outcome) {
    return switch (outcome) {
      case TokenOutcome.Issue i ->
          new Reply.Tokens(
              new RefreshToken(
                  i.flow(),
                  i.client(),
                  i.account(),
                  i.grantScope(),
                  i.resource(),
                  i.generation(),
                  i.refreshExpiresAt()),
              new AccessToken(
                  i.flow(),
                  i.client(),
                  i.account(),
                  i.accessScope(),
                  i.resource(),
                  "jti",
                  i.issuedAt(),
                  i.issuedAt().plus(ACCESS_LIFETIME)));
      case TokenOutcome.Reissue(var issue, _) -> reply(issue);
      case TokenOutcome.IssueAccess _, TokenOutcome.IssueNarrower _ ->
          throw new IllegalStateException("nobody here asks for a token without a user");
      case TokenOutcome.Refuse(var refused) when refused.refusal() == Refusal.LOG_UNAVAILABLE ->
          new Reply.Unavailable();
      case TokenOutcome.Refuse(var refused) -> new Reply.Refused(refused.refusal());
    };
  }

  /// When a presentation ceases to count. A pod that has read nothing new since it started has only
  /// its wall clock to go by, and that may be ahead.
  private Instant voidAfter(Flow flow) {
    var voidAfter = pod.voidAfter();
    if (voidAfter.isAfter(world.log().now().plus(LATEST))) {
      world.excuse(flow, "a pod's wall clock was ahead, and it had read nothing yet");
    }
    return voidAfter;
  }

  private AttemptId attempt() {
    return new AttemptId(world.dice().number());
  }
}
