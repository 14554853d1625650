package dev.ninestep.projection;

import dev.ninestep.event.AccountCalled;
import dev.ninestep.event.AccountCharged;
import dev.ninestep.event.AccountCredited;
import dev.ninestep.event.AccountReinstated;
import dev.ninestep.event.AccountSuspended;
import dev.ninestep.event.AssertionPresented;
import dev.ninestep.event.AuthorizationPushed;
import dev.ninestep.event.AuthorizationRequested;
import dev.ninestep.event.CallAdmitted;
import dev.ninestep.event.CallRefused;
import dev.ninestep.event.Caller;
import dev.ninestep.event.CallsMetered;
import dev.ninestep.event.ClientActivated;
import dev.ninestep.event.ClientCredentialsPresented;
import dev.ninestep.event.ClientDeactivated;
import dev.ninestep.event.ClientDeleted;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.ClientSeen;
import dev.ninestep.event.ClientUpdated;
import dev.ninestep.event.ClientUsed;
import dev.ninestep.event.CodePresented;
import dev.ninestep.event.CodeTried;
import dev.ninestep.event.ConsentDenied;
import dev.ninestep.event.ConsentForgotten;
import dev.ninestep.event.ConsentGranted;
import dev.ninestep.event.ConsentRecalled;
import dev.ninestep.event.ConsentRemembered;
import dev.ninestep.event.ConsentShown;
import dev.ninestep.event.DeliveryFailed;
import dev.ninestep.event.Event;
import dev.ninestep.event.Fact;
import dev.ninestep.event.FlowViewed;
import dev.ninestep.event.GrantRevoked;
import dev.ninestep.event.IdentityAsserted;
import dev.ninestep.event.MetadataServed;
import dev.ninestep.event.NothingRevoked;
import dev.ninestep.event.PasswordAccepted;
import dev.ninestep.event.PasswordPresented;
import dev.ninestep.event.ProofPresented;
import dev.ninestep.event.RefreshPresented;
import dev.ninestep.event.RefreshRepeated;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.ResourceChallenged;
import dev.ninestep.event.SessionEnded;
import dev.ninestep.event.SessionsEnded;
import dev.ninestep.event.StepRefused;
import dev.ninestep.event.SubjectPresented;
import dev.ninestep.event.TailLost;
import dev.ninestep.event.TokenIntrospected;
import dev.ninestep.event.TokensIssued;
import dev.ninestep.event.UserSignedIn;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.RedirectUri;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What people search an event by. What an event does not say is null.
///
/// @param client the client it names
/// @param account the account it names
/// @param caller who called
/// @param refusal why it refuses
/// @param redirect where a browser is sent
public record Facets(
    @Nullable ClientId client,
    @Nullable AccountId account,
    @Nullable Caller caller,
    @Nullable Refusal refusal,
    @Nullable RedirectUri redirect) {

  /// Nothing to search by.
  static final Facets NONE = new Facets(null, null, null, null, null);

  /// The facets of a fact: of its event first, else of its envelope.
  ///
  /// @param fact the fact
  /// @return what it can be found by
  public static Facets of(Fact fact) {
    var facets = of(fact.event());
    return facets.client == null && fact.client().isPresent()
        ? new Facets(
            fact.client().get(), facets.account, facets.caller, facets.refusal, facets.redirect)
        : facets;
  }

  static Facets of(Event event) {
    return switch (event) {
      case ResourceChallenged e -> new Facets(null, null, e.caller(), Refusal.TOKEN_MISSING, null);
      case MetadataServed e -> new Facets(null, null, e.caller(), null, null);
      case ClientRegistered e -> new Facets(e.client(), null, e.caller(), null, null);
      case ClientUsed e -> new Facets(e.client(), null, null, null, null);
      case ClientSeen e -> new Facets(e.client(), null, null, null, null);
      case ClientUpdated e -> new Facets(e.client(), null, e.to().caller(), null, null);
      case ClientDeactivated e -> new Facets(e.client(), null, null, null, null);
      case ClientActivated e -> new Facets(e.client(), null, null, null, null);
      case ClientDeleted e -> new Facets(e.client(), null, e.caller(), null, null);
      case AuthorizationRequested e ->
          new Facets(e.client(), null, e.caller(), null, e.redirectUri());
      case UserSignedIn e -> new Facets(null, e.account(), e.caller(), null, null);
      case PasswordPresented e -> new Facets(null, null, e.caller(), null, null);
      case PasswordAccepted e -> new Facets(null, null, e.caller(), null, null);
      case SessionsEnded e -> new Facets(null, e.account(), null, null, null);
      case ConsentShown e -> new Facets(e.client(), e.account(), null, null, null);
      case ConsentGranted e -> new Facets(e.client(), e.account(), null, null, e.redirectUri());
      case ConsentDenied e -> new Facets(e.client(), e.account(), null, null, null);
      case CodePresented e -> new Facets(e.client(), null, e.caller(), null, null);
      case ClientCredentialsPresented e -> new Facets(e.client(), null, e.caller(), null, null);
      case IdentityAsserted e -> new Facets(e.client(), e.account(), e.caller(), null, null);
      case SubjectPresented e -> new Facets(e.client(), null, e.caller(), null, null);
      case CodeTried e -> new Facets(e.client(), null, e.caller(), null, null);
      case AssertionPresented e -> new Facets(e.client(), null, e.caller(), null, null);
      case ProofPresented e -> new Facets(e.client(), null, e.caller(), null, null);
      case RefreshPresented e -> new Facets(e.client(), null, e.caller(), null, null);
      case RefreshRepeated e -> new Facets(e.client(), null, null, null, null);
      case TokensIssued e -> new Facets(e.client(), null, null, null, null);
      case DeliveryFailed _, TailLost _ -> NONE;
      case GrantRevoked e -> new Facets(or(e.client()), or(e.account()), null, null, null);
      case NothingRevoked e -> new Facets(e.client(), null, e.caller(), null, null);
      case TokenIntrospected e -> new Facets(e.by(), null, e.caller(), null, null);
      case StepRefused e -> new Facets(or(e.client()), null, e.caller(), e.refusal(), null);
      case ConsentRemembered e -> new Facets(e.client(), e.account(), null, null, e.redirectUri());
      case ConsentForgotten e -> new Facets(e.client(), e.account(), null, null, null);
      case ConsentRecalled e -> new Facets(e.client(), e.account(), null, null, null);
      case SessionEnded e -> new Facets(null, e.account(), null, null, null);
      case AuthorizationPushed e -> new Facets(e.client(), null, e.caller(), null, e.redirectUri());
      case AccountSuspended e -> new Facets(null, e.account(), null, null, null);
      case AccountReinstated e -> new Facets(null, e.account(), null, null, null);
      case FlowViewed e -> new Facets(null, e.by(), null, null, null);
      case AccountCredited e -> new Facets(null, e.account(), null, null, null);
      case AccountCharged e -> new Facets(null, e.account(), null, null, null);
      case AccountCalled e -> new Facets(null, e.account(), null, null, null);
      case CallAdmitted e -> new Facets(e.client(), e.account(), e.caller(), null, null);
      case CallsMetered e -> new Facets(e.client(), e.account(), null, null, null);
      case CallRefused e ->
          new Facets(or(e.client()), or(e.account()), e.caller(), e.refusal(), null);
    };
  }

  @Nullable String clientText() {
    return client == null ? null : client.value();
  }

  @Nullable UUID accountId() {
    return account == null ? null : Stored.id(account);
  }

  @Nullable String address() {
    return caller == null ? null : caller.address();
  }

  @Nullable String network() {
    return caller == null ? null : caller.network();
  }

  @Nullable String refusalSlug() {
    return refusal == null ? null : refusal.slug();
  }

  @Nullable String redirectHost() {
    return redirect == null ? null : redirect.host();
  }

  private static <T> @Nullable T or(Optional<T> value) {
    return value.orElse(null);
  }
}
