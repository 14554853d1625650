package dev.ninestep.decision;

import static dev.ninestep.decision.Rule.refuse;

import dev.ninestep.event.Caller;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.IdentityAsserted;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.fold.Account;
import dev.ninestep.fold.Grant;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.IdentityAssertion;
import dev.ninestep.protocol.Parameters;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Step 5 on the word of a company: its identity provider has proven for whom a client asks, and
/// nobody is asked to consent.
///
/// What is given is what the assertion allows of what the client asks for, and never more than the
/// operator lets the provider allow. There is no refresh token: the client comes again with a fresh
/// assertion, and gets none once the company has let the user go.
///
/// @param parameters the token request
/// @param client the authenticated client
/// @param identity what the provider has said, proven
/// @param provider what it may say
/// @param resources what this server protects, the default one first
/// @param flow the flow that begins here
/// @param attempt names this presentation
/// @param lifetime how long the token lives
/// @param voidAfter the log time after which the presentation must change nothing
/// @param caller who called
/// @spec https://datatracker.ietf.org/doc/html/draft-ietf-oauth-identity-assertion-authz-grant
///   Identity Assertion Authorization Grant §4.4
public record GrantToIdentity(
    Parameters parameters,
    ClientId client,
    IdentityAssertion identity,
    IdentityProvider provider,
    List<ProtectedResource> resources,
    FlowId flow,
    AttemptId attempt,
    Duration lifetime,
    Instant voidAfter,
    Caller caller) {

  /// The `grant_type`.
  public static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer";

  /// What the metadata calls assertions of this kind.
  public static final String PROFILE = "urn:ietf:params:oauth:grant-profile:id-jag";

  private static final List<Rule<GrantToIdentity>> RULES =
      List.of(
          refuse(
              Refusal.RESOURCE_NOT_PROTECTED,
              c -> c.resource().isEmpty(),
              c -> Evidence.asked(String.join(" ", c.named()))),
          refuse(
              Refusal.SCOPE_MALFORMED,
              c -> c.claimed().isEmpty() || c.asked().isEmpty(),
              c -> Evidence.of(c.claimed().isEmpty() ? "in the assertion" : "in the request")),
          refuse(
              Refusal.IDENTITY_SCOPE_NOT_ALLOWED,
              c -> c.scope().isEmpty(),
              c -> Evidence.difference(c.askedWords(), c.possible().toString())));

  /// What the request names, else what the assertion names.
  private List<String> named() {
    var asked = parameters.all("resource");
    return asked.isEmpty() ? identity.resources() : asked;
  }

  /// The one resource that both the request and the assertion mean, if either means any.
  private Optional<ProtectedResource> resource() {
    var possible =
        provider.among(resources).stream()
            .filter(r -> identity.resources().isEmpty() || isClaimed(r.uri()))
            .toList();
    return Resources.named(named().stream().distinct().toList(), possible);
  }

  private boolean isClaimed(ResourceUri uri) {
    return identity.resources().stream()
        .anyMatch(text -> ResourceUri.parse(text).filter(uri::equals).isPresent());
  }

  /// What the assertion allows; what a client gets that asks for nothing, when it does not say.
  private Optional<Scope> claimed() {
    return identity
        .scope()
        .map(Scope::parse)
        .orElseGet(() -> resource().map(ProtectedResource::byDefault));
  }

  private Optional<Scope> asked() {
    return parameters.has("scope") ? Scope.parse(askedWords()) : claimed();
  }

  private String askedWords() {
    return parameters.get("scope").or(identity::scope).orElse("");
  }

  private Scope possible() {
    return resource().map(this::possible).orElse(Scope.NONE);
  }

  private Scope possible(ProtectedResource at) {
    var claimed = at.hierarchy().meaning(claimed().orElse(Scope.NONE));
    return provider.mayAllow(at.offered().and(claimed), at.hierarchy());
  }

  private Scope scope() {
    return asked().orElse(Scope.NONE).and(possible());
  }

  /// For whom it is.
  ///
  /// @return the account
  public AccountId account() {
    return provider.account(identity);
  }

  /// Decides before the log has spoken.
  ///
  /// @param standing of the account
  /// @return the presentation to append, or the first rule broken
  public Decision decide(Account standing) {
    var refused =
        Rule.firstBroken(RULES, this)
            .or(() ->
                standing.isOpen()
                    ? Optional.empty()
                    : Optional.of(Refused.of(Refusal.GRANT_ACCOUNT_SUSPENDED)));
    return refused.isPresent()
        ? new Decision.Refuse(refused.get())
        : new Decision.Append(
            new IdentityAsserted(
                attempt,
                client,
                account(),
                scope(),
                resource().orElseThrow().uri(),
                lifetime,
                voidAfter,
                caller));
  }

  /// What the state right after the presentation means for its answer.
  ///
  /// @param after the grant after the presentation was folded
  /// @param at the log's time of the presentation
  /// @return a token, when it opened the grant; else why not
  public TokenOutcome outcome(Grant after, Instant at) {
    return new OpenedAtOnce(flow, attempt, voidAfter)
        .outcome(
            after,
            s ->
                new TokenOutcome.IssueAccess(
                    flow,
                    client,
                    account(),
                    scope(),
                    resource().orElseThrow().uri(),
                    at,
                    s.endsAt()));
  }
}
