package dev.ninestep.decision;

import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.IdentityAssertion;
import dev.ninestep.protocol.KeySource;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.ScopeHierarchy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A company's identity provider that an operator trusts to say for its users what they would
/// otherwise consent to themselves.
///
/// @param issuer its issuer identifier
/// @param keys where its public keys are
/// @param clients whom it may vouch to; anybody, when there are none
/// @param resources where; everywhere, when there are none
/// @param scope what it may allow; everything a resource has, when that is not limited
/// @param accounts accounts here, by what the provider calls their users: the subject, or the
///   e-mail address
/// @spec
///   https://datatracker.ietf.org/doc/html/draft-ietf-oauth-identity-assertion-authz-grant#section-5
///   Identity Assertion Authorization Grant §5
public record IdentityProvider(
    String issuer,
    KeySource keys,
    Set<ClientId> clients,
    Set<ResourceUri> resources,
    Optional<Scope> scope,
    Map<String, AccountId> accounts) {

  /// Copies the sets and the map.
  public IdentityProvider {
    clients = Set.copyOf(clients);
    resources = Set.copyOf(resources);
    accounts = Map.copyOf(accounts);
  }

  /// Whose account an assertion is about. A user whom nobody mapped has an account of their own,
  /// which no one signs in to: it can be suspended, and its connections revoked, like any other.
  ///
  /// @param identity the assertion
  /// @return the account
  public AccountId account(IdentityAssertion identity) {
    return Optional.ofNullable(accounts.get(identity.subject()))
        .or(() -> identity.email().map(accounts::get))
        .orElseGet(() -> AccountId.ofSubject(issuer, identity.subject()));
  }

  boolean mayVouchTo(ClientId client) {
    return clients.isEmpty() || clients.contains(client);
  }

  /// What it may open of all that is protected.
  List<ProtectedResource> among(List<ProtectedResource> all) {
    return all.stream().filter(r -> resources.isEmpty() || resources.contains(r.uri())).toList();
  }

  Scope mayAllow(Scope asked, ScopeHierarchy hierarchy) {
    return scope.map(hierarchy::meaning).map(asked::and).orElse(asked);
  }
}
