package dev.ninestep.step;

import dev.ninestep.decision.IdentityProvider;
import dev.ninestep.decision.JudgeIdentity;
import dev.ninestep.document.KeySets.Keys;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.fold.OneTime;
import dev.ninestep.log.Answer;
import dev.ninestep.protocol.IdentityAssertion;
import dev.ninestep.protocol.Parameters;
import dev.ninestep.token.IdentityAssertions;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Predicate;

/// Finds out for which user of a company a client asks, by what the company's identity provider has
/// signed.
///
/// @param settings what the operator decided
/// @param with whom the steps work with
/// @spec https://datatracker.ietf.org/doc/html/draft-ietf-oauth-identity-assertion-authz-grant
///   Identity Assertion Authorization Grant §4.4
record Identities(Settings settings, Collaborators with) {

  /// Whether an assertion proves a user.
  sealed interface Result {

    /// It does.
    ///
    /// @param identity what it claims
    /// @param provider who made it
    record Proven(IdentityAssertion identity, IdentityProvider provider) implements Result {}

    /// It does not, or that cannot be known now.
    ///
    /// @param refused why
    record Unproven(Refused refused) implements Result {}
  }

  /// Proves the user that a token request names.
  ///
  /// @param form its parameters
  /// @param client the authenticated client
  /// @param exchange the exchange it came in
  /// @return the user, or why it is not known to be any
  Future<Result> prove(Parameters form, ClientRegistered client, Exchange exchange) {
    var provider = settings.tokens().identityProvider();
    if (provider.isEmpty()) {
      return unproven(Refused.of(Refusal.GRANT_TYPE_UNSUPPORTED, "no identity provider is set"));
    }
    return form.get("assertion")
        .map(assertion -> prove(assertion, client, provider.get(), exchange))
        .orElseGet(() -> unproven(Refused.of(Refusal.IDENTITY_ASSERTION_MISSING)));
  }

  private Future<Result> prove(
      String assertion, ClientRegistered client, IdentityProvider provider, Exchange exchange) {
    Predicate<String> isSignedWithOneOf = keys -> IdentityAssertions.isSigned(assertion, keys);
    return with.keySets()
        .find(provider.keys(), isSignedWithOneOf)
        .compose(found ->
            switch (found) {
              case Keys.Known(var keys) ->
                  judge(assertion, client, provider, isSignedWithOneOf.test(keys), exchange);
              case Keys.Unknown(var why) ->
                  unproven(Refused.of(Refusal.IDENTITY_KEYS_UNAVAILABLE, why));
            });
  }

  private Future<Result> judge(
      String assertion,
      ClientRegistered client,
      IdentityProvider provider,
      boolean isSigned,
      Exchange exchange) {
    var command =
        new JudgeIdentity(
            IdentityAssertions.read(assertion),
            client,
            provider,
            settings.issuer(),
            isSigned,
            with.mint().attempt(),
            with.log().now(),
            exchange.caller());
    return switch (command.decide()) {
      case JudgeIdentity.Result.Unproven(var refused) -> unproven(refused);
      case JudgeIdentity.Result.Once(var identity, var event) ->
          with.recorder()
              .ask(exchange, event, (after, _) -> command.outcome((OneTime) after))
              .map(answer -> counted(answer, new Result.Proven(identity, provider)));
    };
  }

  private static Result counted(Answer<Optional<Refused>> answer, Result.Proven proven) {
    return switch (answer) {
      case Answer.Settled<Optional<Refused>>(var refused) ->
          refused.<Result>map(Result.Unproven::new).orElse(proven);
      case Answer.Unsettled<Optional<Refused>> _ ->
          new Result.Unproven(Refused.of(Refusal.LOG_UNAVAILABLE));
    };
  }

  private static Future<Result> unproven(Refused refused) {
    return Future.succeededFuture(new Result.Unproven(refused));
  }
}
