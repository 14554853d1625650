package dev.ninestep.step;

import dev.ninestep.decision.Decision;
import dev.ninestep.decision.ExchangeToken;
import dev.ninestep.decision.GrantToClient;
import dev.ninestep.decision.GrantToIdentity;
import dev.ninestep.decision.RedeemCode;
import dev.ninestep.decision.RefreshTokens;
import dev.ninestep.decision.TokenOutcome;
import dev.ninestep.event.Caller;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.fold.Account;
import dev.ninestep.fold.Grant;
import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.AuthorizationCode;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.KeyThumbprint;
import dev.ninestep.protocol.Parameters;
import dev.ninestep.protocol.RefreshToken;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/// One presentation of a code, of a refresh or access token, of a client's own credentials or of
/// what an identity provider says: they differ in their rules and in nothing the token endpoint has
/// to know.
///
/// @param attempt names it
/// @param flow the flow that what was presented proves, if it opened
/// @param account who consented, if it opened
/// @param decide the command's decision
/// @param outcome the command's outcome
record Presentation(
    AttemptId attempt,
    Optional<FlowId> flow,
    Optional<AccountId> account,
    Function<Account, Decision> decide,
    BiFunction<Grant, Instant, TokenOutcome> outcome) {

  /// What a token request presents.
  ///
  /// @param request the request
  /// @param brought what it brings
  /// @param client the authenticated client
  /// @param key the key it has shown to hold, if any
  /// @param exchange the exchange it came in
  /// @param settings what the operator decided
  /// @param with whom the steps work with
  /// @return the presentation, before anything is decided about it; it waits only for what somebody
  ///   else has to prove first
  static Future<Presentation> of(
      TokenRequest request,
      Brought brought,
      ClientRegistered client,
      Optional<KeyThumbprint> key,
      Exchange exchange,
      Settings settings,
      Collaborators with) {
    var form = request.form();
    return switch (request.type()) {
      case CODE ->
          Future.succeededFuture(
              ofCode(form, brought.code(), client.client(), key, exchange.caller(), with));
      case REFRESH ->
          Future.succeededFuture(
              ofRefreshToken(
                  form,
                  brought.refreshToken(),
                  client.client(),
                  key,
                  exchange.caller(),
                  settings,
                  with));
      case CLIENT -> Future.succeededFuture(ofClient(form, client, exchange, settings, with));
      case EXCHANGE ->
          Future.succeededFuture(
              ofToken(form, brought.subject(), client, key, exchange.caller(), settings, with));
      case IDENTITY ->
          new Identities(settings, with)
              .prove(form, client, exchange)
              .map(proof ->
                  switch (proof) {
                    case Identities.Result.Proven proven ->
                        ofIdentity(form, client.client(), proven, exchange, settings, with);
                    case Identities.Result.Unproven(var refused) -> ofNothing(refused, with);
                  });
    };
  }

  private static Presentation ofClient(
      Parameters form,
      ClientRegistered client,
      Exchange exchange,
      Settings settings,
      Collaborators with) {
    var attempt = with.mint().attempt();
    var command =
        new GrantToClient(
            form,
            client,
            settings.resources(),
            settings.tokens().forClients(),
            exchange.flow(),
            attempt,
            settings.accessToken(),
            with.log().voidAfter(),
            exchange.caller());
    return new Presentation(
        attempt,
        Optional.empty(),
        Optional.of(AccountId.ofClient(client.client())),
        command::decide,
        command::outcome);
  }

  private static Presentation ofIdentity(
      Parameters form,
      ClientId client,
      Identities.Result.Proven proven,
      Exchange exchange,
      Settings settings,
      Collaborators with) {
    var attempt = with.mint().attempt();
    var command =
        new GrantToIdentity(
            form,
            client,
            proven.identity(),
            proven.provider(),
            settings.resources(),
            exchange.flow(),
            attempt,
            settings.accessToken(),
            with.log().voidAfter(),
            exchange.caller());
    return new Presentation(
        attempt,
        Optional.empty(),
        Optional.of(command.account()),
        command::decide,
        command::outcome);
  }

  /// What was presented proved nothing, so nothing is decided about it.
  private static Presentation ofNothing(Refused refused, Collaborators with) {
    return new Presentation(
        with.mint().attempt(),
        Optional.empty(),
        Optional.empty(),
        _ -> new Decision.Refuse(refused),
        (_, _) -> new TokenOutcome.Refuse(refused));
  }

  private static Presentation ofToken(
      Parameters form,
      Optional<AccessToken> subject,
      ClientRegistered client,
      Optional<KeyThumbprint> key,
      Caller caller,
      Settings settings,
      Collaborators with) {
    var attempt = with.mint().attempt();
    var command =
        new ExchangeToken(
            form,
            client,
            subject,
            key,
            settings.hierarchy(subject.map(AccessToken::resource)),
            attempt,
            settings.accessToken(),
            with.log().now(),
            caller);
    return new Presentation(
        attempt,
        subject.map(AccessToken::flow),
        subject.map(AccessToken::account),
        command::decide,
        command::outcome);
  }

  private static Presentation ofCode(
      Parameters form,
      Optional<AuthorizationCode> code,
      ClientId client,
      Optional<KeyThumbprint> key,
      Caller caller,
      Collaborators with) {
    var attempt = with.mint().attempt();
    var log = with.log();
    var command =
        new RedeemCode(form, client, code, key, attempt, log.now(), log.voidAfter(), caller);
    return new Presentation(
        attempt,
        code.map(AuthorizationCode::flow),
        code.map(AuthorizationCode::account),
        command::decide,
        command::outcome);
  }

  private static Presentation ofRefreshToken(
      Parameters form,
      Optional<RefreshToken> token,
      ClientId client,
      Optional<KeyThumbprint> key,
      Caller caller,
      Settings settings,
      Collaborators with) {
    var attempt = with.mint().attempt();
    var log = with.log();
    var command =
        new RefreshTokens(
            form,
            client,
            token,
            key,
            settings.tokens().reuseInterval(),
            settings.hierarchy(token.map(RefreshToken::resource)),
            attempt,
            log.now(),
            log.voidAfter(),
            caller);
    return new Presentation(
        attempt,
        token.map(RefreshToken::flow),
        token.map(RefreshToken::account),
        command::decide,
        command::outcome);
  }
}
