package dev.ninestep.decision;

import static dev.ninestep.decision.Rule.refuse;

import dev.ninestep.event.Caller;
import dev.ninestep.event.ClientCredentialsPresented;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.fold.Account;
import dev.ninestep.fold.Grant;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.ClientAuthMethod;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.Parameters;
import dev.ninestep.protocol.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Step 5 without a user: a client that can keep a secret asks for a token of its own.
///
/// Nobody consents to such a grant, so it allows what the operator has set aside for clients and no
/// more, and there is no refresh token: the client proves itself again.
///
/// @param parameters the token request
/// @param client the authenticated client
/// @param resources what this server protects, the default one first
/// @param forClients what the operator lets a client have for itself; nothing, unless that is set
/// @param flow the flow that begins here
/// @param attempt names this presentation
/// @param lifetime how long the token lives
/// @param voidAfter the log time after which the presentation must change nothing
/// @param caller who called
/// @spec https://www.rfc-editor.org/rfc/rfc6749#section-4.4 RFC 6749 §4.4
public record GrantToClient(
    Parameters parameters,
    ClientRegistered client,
    List<ProtectedResource> resources,
    Scope forClients,
    FlowId flow,
    AttemptId attempt,
    Duration lifetime,
    Instant voidAfter,
    Caller caller) {

  /// The `grant_type`.
  public static final String GRANT_TYPE = "client_credentials";

  private static final List<Rule<GrantToClient>> RULES =
      List.of(
          refuse(Refusal.GRANT_TYPE_UNSUPPORTED, c -> c.forClients.isEmpty()),
          refuse(
              Refusal.GRANT_TYPE_NOT_REGISTERED,
              c ->
                  c.client.authMethod() == ClientAuthMethod.NONE
                      || !c.client.grantTypes().contains(GRANT_TYPE),
              c -> Evidence.difference(GRANT_TYPE, String.join(" ", c.client.grantTypes()))),
          refuse(
              Refusal.RESOURCE_NOT_PROTECTED,
              c -> c.resource().isEmpty(),
              c -> Evidence.asked(String.join(" ", c.parameters.all("resource")))),
          refuse(
              Refusal.SCOPE_MALFORMED,
              c -> c.parameters.has("scope") && Scope.parse(c.get("scope")).isEmpty()),
          refuse(
              Refusal.SCOPE_NOT_FOR_CLIENTS,
              c -> c.scope().isEmpty(),
              c -> Evidence.difference(c.get("scope"), c.forClients.toString())));

  private String get(String name) {
    return parameters.get(name).orElse("");
  }

  private Optional<ProtectedResource> resource() {
    return Resources.named(parameters, resources);
  }

  /// Of what is asked for, that which a client may have here; all of that when nothing is asked.
  private Scope scope() {
    return resource().map(this::scope).orElse(Scope.NONE);
  }

  private Scope scope(ProtectedResource at) {
    return parameters.has("scope")
        ? Scope.parse(get("scope"))
            .orElse(Scope.NONE)
            .and(at.offered())
            .and(at.hierarchy().meaning(forClients))
        : at.offered().and(forClients);
  }

  /// Decides before the log has spoken.
  ///
  /// @param standing of what stands for the client where a user would stand
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
            new ClientCredentialsPresented(
                attempt,
                client.client(),
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
                    client.client(),
                    AccountId.ofClient(client.client()),
                    scope(),
                    resource().orElseThrow().uri(),
                    at,
                    s.endsAt()));
  }
}
