package dev.ninestep.step;

import dev.ninestep.decision.TokenOutcome.Issue;
import dev.ninestep.decision.TokenOutcome.IssueAccess;
import dev.ninestep.decision.TokenOutcome.IssueNarrower;
import dev.ninestep.event.DeliveryFailure;
import dev.ninestep.event.Fact;
import dev.ninestep.event.TailLost;
import dev.ninestep.event.TokensIssued;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.RefreshToken;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the tokens a presentation has won, sends them, and tells the log which of the two became
/// of them: issued once they were written, or undelivered once it is known that they were not, so
/// that what was presented may come once more.
///
/// @param settings what the operator decided
/// @param with whom the steps work with
record TokenDelivery(Settings settings, Collaborators with) {

  private static final Logger LOG = LoggerFactory.getLogger(TokenDelivery.class);
  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

  /// Sends what was won.
  ///
  /// @param context the request that waits
  /// @param presented the fact that won
  /// @param attempt the presentation it tells of
  /// @param issue what it won
  /// @param binding the keys its tokens are bound to
  /// @return when all that can be known about the delivery has been told; failed only by a defect
  /// @spec https://www.rfc-editor.org/rfc/rfc6749#section-5.1 RFC 6749 §5.1
  Future<Void> deliver(
      RoutingContext context, Fact presented, AttemptId attempt, Issue issue, KeyBinding binding) {
    issue.lost().ifPresent(lost -> alarm(Exchange.of(context), lost));
    return deliver(
        context,
        presented,
        attempt,
        accessToken(issue, binding),
        Optional.of(refreshToken(issue, binding)),
        Optional.empty());
  }

  /// Sends an access token that was won alone.
  ///
  /// @param context the request that waits
  /// @param presented the fact that won
  /// @param attempt the presentation it tells of
  /// @param issue what it won
  /// @param binding the keys its tokens are bound to
  /// @return when all that can be known about the delivery has been told; failed only by a defect
  /// @spec https://www.rfc-editor.org/rfc/rfc6749#section-4.4.3 RFC 6749 §4.4.3
  Future<Void> deliver(
      RoutingContext context,
      Fact presented,
      AttemptId attempt,
      IssueAccess issue,
      KeyBinding binding) {
    var token = accessToken(issue, binding);
    return deliver(context, presented, attempt, token, Optional.empty(), Optional.empty());
  }

  /// Sends what a token was exchanged for.
  ///
  /// @param context the request that waits
  /// @param presented the fact that was answered
  /// @param attempt the presentation it tells of
  /// @param issue what it came to
  /// @param binding the keys its tokens are bound to
  /// @return when all that can be known about the delivery has been told; failed only by a defect
  /// @spec https://www.rfc-editor.org/rfc/rfc8693#section-2.2.1 RFC 8693 §2.2.1
  Future<Void> deliver(
      RoutingContext context,
      Fact presented,
      AttemptId attempt,
      IssueNarrower issue,
      KeyBinding binding) {
    var token = accessToken(issue.issue(), binding);
    var type = Optional.of(issue.type());
    return deliver(context, presented, attempt, token, Optional.empty(), type);
  }

  private Future<Void> deliver(
      RoutingContext context,
      Fact presented,
      AttemptId attempt,
      AccessToken token,
      Optional<RefreshToken> refresh,
      Optional<String> type) {
    new Clients(with).isUsed(Exchange.of(context), token.client());
    var body = body(presented, token, refresh, type);
    return write(context.response(), body)
        .onSuccess(_ ->
            with.recorder()
                .tell(
                    Exchange.of(context),
                    new TokensIssued(
                        attempt,
                        token.client(),
                        refresh.map(RefreshToken::generation).orElse(0),
                        token.id(),
                        token.scope(),
                        token.expiresAt())))
        .onFailure(_ -> with.log().undelivered(presented, DeliveryFailure.CONNECTION_CLOSED))
        .otherwiseEmpty();
  }

  private void alarm(Exchange exchange, TailLost lost) {
    LOG.atError()
        .addKeyValue("correlation_id", exchange.flow())
        .log(
            "the log has lost acknowledged records: generation {} was presented, {} was known",
            lost.presented(),
            lost.known());
    with.recorder().tell(exchange, lost);
  }

  private AccessToken accessToken(Issue issue, KeyBinding binding) {
    var lapses = issue.issuedAt().plus(settings.accessToken());
    return new AccessToken(
        issue.flow(),
        issue.client(),
        issue.account(),
        issue.accessScope(),
        issue.resource(),
        with.mint().tokenId(),
        issue.issuedAt(),
        earlier(lapses, issue.endsAt()),
        binding.access());
  }

  private AccessToken accessToken(IssueAccess issue, KeyBinding binding) {
    return new AccessToken(
        issue.flow(),
        issue.client(),
        issue.account(),
        issue.scope(),
        issue.resource(),
        with.mint().tokenId(),
        issue.issuedAt(),
        issue.endsAt(),
        binding.access());
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static RefreshToken refreshToken(Issue issue, KeyBinding binding) {
    return new RefreshToken(
        issue.flow(),
        issue.client(),
        issue.account(),
        issue.grantScope(),
        issue.resource(),
        issue.generation(),
        issue.refreshExpiresAt(),
        binding.refresh());
  }

  private Buffer body(
      Fact presented, AccessToken token, Optional<RefreshToken> refresh, Optional<String> type) {
    try {
      return json(token, with.tokens().sign(token), refresh.map(with.sealed()::seal), type);
    } catch (RuntimeException defect) {
      with.log().undelivered(presented, DeliveryFailure.ANSWER_NOT_MADE);
      throw defect;
    }
  }

  /// Put together by hand, since none of the values has a character that JSON escapes: tokens are
  /// base64url, and a scope has neither quote nor backslash (RFC 6749 §3.3).
  private static Buffer json(
      AccessToken token, String signed, Optional<String> refresh, Optional<String> type) {
    var lifetime = Duration.between(token.issuedAt(), token.expiresAt());
    var json =
        "{\"access_token\":\""
            + signed
            + "\",\"token_type\":\""
            + TokenType.of(token)
            + "\",\"expires_in\":"
            + lifetime.toSeconds()
            + type.map(issued -> ",\"issued_token_type\":\"" + issued + "\"").orElse("")
            + refresh.map(sealed -> ",\"refresh_token\":\"" + sealed + "\"").orElse("")
            + ",\"scope\":\""
            + token.scope()
            + "\"}";
    return Buffer.buffer(json.getBytes(StandardCharsets.US_ASCII));
  }

  private static Future<Void> write(HttpServerResponse response, Buffer body) {
    return response.closed()
        ? Future.failedFuture("the client has hung up")
        : response
            .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
            .putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE)
            .end(body);
  }
}
