package dev.ninestep.decision;

import static dev.ninestep.decision.Rule.refuse;

import dev.ninestep.event.Caller;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.event.SubjectPresented;
import dev.ninestep.fold.Account;
import dev.ninestep.fold.Grant;
import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.KeyThumbprint;
import dev.ninestep.protocol.Parameters;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.ScopeHierarchy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Step 5 with a token in hand: a client gives an access token of its own and gets one that allows
/// less, to hand on to a part of itself that it trusts less.
///
/// The new token is of the same grant, so it ends when that is revoked; it allows nothing that the
/// one given does not allow, does not outlive it, and is bound to the same key if that is bound.
/// Nobody can act for somebody else by it: there is no actor, and no token of another client or
/// another server is taken.
///
/// @param parameters the token request
/// @param client the authenticated client
/// @param subject what was sent as `subject_token`, or empty when it is no access token of this
///   server
/// @param key the key the client has shown to hold, if any
/// @param hierarchy which scopes of the token's resource imply others
/// @param attempt names this presentation
/// @param lifetime how long an access token lives
/// @param now the log's time, as well as it is known
/// @param caller who called
/// @spec https://www.rfc-editor.org/rfc/rfc8693#section-2.1 RFC 8693 §2.1
public record ExchangeToken(
    Parameters parameters,
    ClientRegistered client,
    Optional<AccessToken> subject,
    Optional<KeyThumbprint> key,
    ScopeHierarchy hierarchy,
    AttemptId attempt,
    Duration lifetime,
    Instant now,
    Caller caller) {

  /// The `grant_type`.
  public static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:token-exchange";

  /// The only type of token that is taken and given.
  public static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

  private static final List<Rule<ExchangeToken>> BEFORE_OPENING =
      List.of(
          refuse(
              Refusal.GRANT_TYPE_NOT_REGISTERED,
              c -> !c.client.grantTypes().contains(GRANT_TYPE),
              c -> Evidence.difference(GRANT_TYPE, String.join(" ", c.client.grantTypes()))),
          refuse(
              Refusal.EXCHANGE_ACTOR_UNSUPPORTED,
              c -> c.parameters.has("actor_token") || c.parameters.has("actor_token_type")),
          refuse(
              Refusal.EXCHANGE_SUBJECT_MISSING,
              c -> !c.parameters.has("subject_token") || !c.parameters.has("subject_token_type"),
              c ->
                  Evidence.of(
                      c.parameters.has("subject_token") ? "subject_token_type" : "subject_token")),
          refuse(
              Refusal.EXCHANGE_TYPE_UNSUPPORTED,
              c -> c.otherType().isPresent(),
              c -> Evidence.asked(c.otherType().orElse(""))),
          refuse(Refusal.EXCHANGE_SUBJECT_UNKNOWN, c -> c.subject.isEmpty()));

  private static final List<Rule<Opened>> AFTER_OPENING =
      List.of(
          refuse(
              Refusal.EXCHANGE_SUBJECT_OF_ANOTHER_CLIENT,
              o -> !o.subject.client().equals(o.client()),
              o -> Evidence.difference(o.client().value(), o.subject.client().value())),
          refuse(
              Refusal.EXCHANGE_SUBJECT_OF_ANOTHER_KEY,
              o -> KeyHolding.isAnothers(o.subject.key(), o.command.key),
              o -> KeyHolding.difference(o.subject.key(), o.command.key)),
          refuse(
              Refusal.EXCHANGE_SUBJECT_EXPIRED,
              o -> !o.command.now.isBefore(o.subject.expiresAt()),
              o -> Evidence.of("expired at " + o.subject.expiresAt())),
          refuse(
              Refusal.RESOURCE_NOT_GRANTED,
              o -> o.askedOutside().isPresent(),
              o -> Evidence.difference(o.askedOutside().orElse(""), o.subject.resource().value())),
          refuse(Refusal.SCOPE_MALFORMED, o -> o.command.scope(o.subject).isEmpty()),
          refuse(
              Refusal.SCOPE_WIDER_THAN_GRANT,
              o -> o.command.scope(o.subject).filter(o.allowed()::covers).isEmpty(),
              o ->
                  Evidence.difference(
                      o.command.scope(o.subject).map(Scope::toString).orElse(""),
                      o.subject.scope().toString())),
          refuse(Refusal.GRANT_ACCOUNT_SUSPENDED, o -> !o.account.isOpen()));

  /// The command with its token read, so that the second table needs no empty case.
  private record Opened(ExchangeToken command, AccessToken subject, Account account) {

    ClientId client() {
      return command.client.client();
    }

    Scope allowed() {
      return command.hierarchy.meaning(subject.scope());
    }

    /// A `resource` or `audience` that the token is not good for.
    Optional<String> askedOutside() {
      var given = subject.resource();
      var resource = command.parameters.get("resource").orElse("several resources");
      return Resources.isAskedOutside(command.parameters, given)
          ? Optional.of(resource)
          : command.parameters.get("audience").filter(asked -> !asked.equals(given.value()));
    }
  }

  private Optional<String> otherType() {
    return parameters
        .get("subject_token_type")
        .filter(type -> !type.equals(ACCESS_TOKEN))
        .or(() -> parameters.get("requested_token_type").filter(t -> !t.equals(ACCESS_TOKEN)));
  }

  /// What is asked for; all that the token allows when nothing is.
  private Optional<Scope> scope(AccessToken opened) {
    return parameters.has("scope")
        ? parameters.get("scope").flatMap(Scope::parse).filter(scope -> !scope.isEmpty())
        : Optional.of(opened.scope());
  }

  /// Decides before the log has spoken.
  ///
  /// @param account the standing of the account behind the token; of no account when it is none of
  ///   this server's
  /// @return the presentation to append, or the first rule broken
  public Decision decide(Account account) {
    var refused =
        Rule.firstBroken(BEFORE_OPENING, this)
            .or(() ->
                subject.flatMap(
                    read -> Rule.firstBroken(AFTER_OPENING, new Opened(this, read, account))));
    return refused.isPresent()
        ? new Decision.Refuse(refused.get())
        : new Decision.Append(
            new SubjectPresented(
                attempt, client.client(), opened().id(), scope(opened()).orElseThrow(), caller));
  }

  /// What the state right after the presentation means for its answer.
  ///
  /// @param after the grant after the presentation was folded, which has not changed it
  /// @param at the log's time of the presentation
  /// @return the narrower token, when the grant stands; else why not
  public TokenOutcome outcome(Grant after, Instant at) {
    var opened = opened();
    return switch (after) {
      case Grant.Active _, Grant.AccessOnly _ when at.isBefore(opened.expiresAt()) ->
          new TokenOutcome.IssueNarrower(
              new TokenOutcome.IssueAccess(
                  opened.flow(),
                  client.client(),
                  opened.account(),
                  scope(opened).orElseThrow(),
                  opened.resource(),
                  at,
                  earlier(opened.expiresAt(), at.plus(lifetime))),
              ACCESS_TOKEN);
      case Grant.Active _, Grant.AccessOnly _ ->
          refused(Refusal.EXCHANGE_SUBJECT_EXPIRED, "expired at " + opened.expiresAt());
      case Grant.Closed _ -> refused(Refusal.GRANT_UNREADABLE, "a record cannot be read");
      case Grant.None _, Grant.Denied _, Grant.CodeOutstanding _, Grant.Revoked _ ->
          refused(Refusal.EXCHANGE_SUBJECT_REVOKED, Standing.whyNot(after));
    };
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private AccessToken opened() {
    return subject.orElseThrow(() -> new IllegalStateException("decide has refused this"));
  }

  private static TokenOutcome refused(Refusal refusal, String why) {
    return new TokenOutcome.Refuse(Refused.of(refusal, why));
  }
}
