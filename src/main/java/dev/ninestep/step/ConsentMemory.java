package dev.ninestep.step;

import dev.ninestep.decision.Assurance;
import dev.ninestep.decision.ClientVersion;
import dev.ninestep.decision.DecideConsent;
import dev.ninestep.decision.ProtectedResource;
import dev.ninestep.event.ConsentForgotten;
import dev.ninestep.event.ConsentRemembered;
import dev.ninestep.event.Event;
import dev.ninestep.fold.AccountMemory;
import dev.ninestep.fold.Client;
import dev.ninestep.fold.Consented;
import dev.ninestep.fold.Ledger;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.AuthorizationRequest;
import dev.ninestep.protocol.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What users have allowed before.
///
/// A user is not asked again when everything is as it was: account, client and its metadata,
/// redirect_uri, audience, and no scope that was not allowed then; and when the client is assured,
/// since what any other client was allowed says nothing about who asks now.
///
/// @param ledger knows what accounts remember
/// @param nonceLives how long a consent page may be looked at
/// @param resources what is protected, and which scopes of it imply others
/// @spec https://datatracker.ietf.org/doc/html/draft-ietf-oauth-v2-1-15#section-7.3.1 OAuth 2.1
///   §7.3.1
record ConsentMemory(Ledger ledger, Duration nonceLives, List<ProtectedResource> resources) {

  ConsentMemory(Settings settings, Collaborators with) {
    this(with.ledger(), settings.consentNonce(), settings.resources());
  }

  /// Whether the user need not be asked.
  boolean covers(ConsentQuestion question) {
    var request = question.request();
    var version = ClientVersion.of(question.client());
    return !request.interaction().askAgain()
        && Assurance.holds(request.client(), request.redirectUri())
        && before(question.session().account(), request)
            .filter(c -> c.redirectUri().equals(request.redirectUri()))
            .filter(c -> c.clientVersion().equals(version))
            .filter(c -> meaning(c).covers(question.offered()))
            .isPresent();
  }

  /// What the user allowed this client at this audience before, whatever else has changed since.
  Scope allowedBefore(AccountId account, AuthorizationRequest request) {
    return before(account, request).map(this::meaning).orElse(Scope.NONE);
  }

  private Scope meaning(Consented before) {
    return ProtectedResource.hierarchy(before.resource(), resources).meaning(before.scope());
  }

  private Optional<Consented> before(AccountId account, AuthorizationRequest request) {
    return memory(account).consent(request.client(), request.resource());
  }

  private AccountMemory memory(AccountId account) {
    return ledger.account(account).memory();
  }

  /// What a decision leaves with the account. Nothing when the client has changed since the page
  /// was shown: what the user saw was another.
  ///
  /// @param command the decision
  /// @param client the client as it is now
  /// @return the fact to be told once the decision counts
  Optional<Event> leftBy(DecideConsent command, Client.Registered client) {
    var request = command.request();
    if (!command.allow()) {
      var had = memory(command.account()).consents().stream();
      return had.filter(c -> c.client().equals(request.client()))
          .findFirst()
          .map(c -> new ConsentForgotten(command.account(), c.client()));
    }
    return command
        .nonce()
        .filter(nonce -> !client.at().isAfter(nonce.expiresAt().minus(nonceLives)))
        .map(nonce ->
            new ConsentRemembered(
                command.account(),
                request.client(),
                request.redirectUri(),
                request.resource(),
                nonce.scope().without(command.without()),
                ClientVersion.of(client.metadata())));
  }
}
