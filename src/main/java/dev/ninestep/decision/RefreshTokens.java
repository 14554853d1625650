package dev.ninestep.decision;

import static dev.ninestep.decision.Rule.refuse;

import dev.ninestep.event.Caller;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.RefreshPresented;
import dev.ninestep.event.RefreshRepeated;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.event.TailLost;
import dev.ninestep.fold.Account;
import dev.ninestep.fold.Grant;
import dev.ninestep.fold.RevocationCause;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.KeyThumbprint;
import dev.ninestep.protocol.Parameters;
import dev.ninestep.protocol.RefreshToken;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.ScopeHierarchy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Step 5 again: a refresh token comes to be exchanged for its successor.
///
/// @param parameters the token request
/// @param client the authenticated client
/// @param token what the sealed refresh token carries, or empty when it did not open
/// @param key the key the client has shown to hold, if any
/// @param reuseInterval how long this token, should it win, is answered with the same successor;
///   empty when every repeat is reuse
/// @param hierarchy which scopes of the token's resource imply others
/// @param attempt names this presentation
/// @param now the log's time, as well as it is known: a hint, so that a token long lapsed never
///   reaches the log
/// @param voidAfter the log time after which the presentation must change nothing
/// @param caller who called
/// @spec https://www.rfc-editor.org/rfc/rfc6749#section-6 RFC 6749 §6
public record RefreshTokens(
    Parameters parameters,
    ClientId client,
    Optional<RefreshToken> token,
    Optional<KeyThumbprint> key,
    Optional<Duration> reuseInterval,
    ScopeHierarchy hierarchy,
    AttemptId attempt,
    Instant now,
    Instant voidAfter,
    Caller caller) {

  private static final List<Rule<RefreshTokens>> BEFORE_OPENING =
      List.of(
          refuse(Refusal.REFRESH_TOKEN_MISSING, c -> !c.parameters.has("refresh_token")),
          refuse(Refusal.REFRESH_TOKEN_UNKNOWN, c -> c.token.isEmpty()),
          refuse(
              Refusal.SCOPE_MALFORMED,
              c -> c.parameters.has("scope") && c.parsedScope().isEmpty()));

  private static final List<Rule<Opened>> AFTER_OPENING =
      List.of(
          refuse(
              Refusal.REFRESH_TOKEN_OF_ANOTHER_CLIENT,
              o -> !o.token.client().equals(o.command.client),
              o -> Evidence.difference(o.command.client.value(), o.token.client().value())),
          refuse(
              Refusal.REFRESH_TOKEN_OF_ANOTHER_KEY,
              o -> KeyHolding.isAnothers(o.token.key(), o.command.key),
              o -> KeyHolding.difference(o.token.key(), o.command.key)),
          refuse(
              Refusal.RESOURCE_NOT_GRANTED,
              o -> Resources.isAskedOutside(o.command.parameters, o.token.resource()),
              o ->
                  Evidence.difference(
                      o.command.parameters.get("resource").orElse(""), o.token.resource().value())),
          refuse(
              Refusal.SCOPE_WIDER_THAN_GRANT,
              o -> !o.allowed().covers(o.command.askedScope(o.token)),
              o ->
                  Evidence.difference(
                      o.command.askedScope(o.token).toString(), o.token.scope().toString())),
          refuse(
              Refusal.REFRESH_TOKEN_EXPIRED,
              o -> o.command.now.isAfter(o.token.expiresAt()),
              o -> Evidence.of("expired at " + o.token.expiresAt())),
          refuse(Refusal.GRANT_ACCOUNT_SUSPENDED, o -> !o.account.isOpen()));

  /// The command with its token opened, so that the second table needs no empty case.
  private record Opened(RefreshTokens command, RefreshToken token, Account account) {

    Scope allowed() {
      return command.hierarchy.meaning(token.scope());
    }
  }

  private Optional<Scope> parsedScope() {
    return parameters.get("scope").flatMap(Scope::parse);
  }

  /// What is asked for: `offline_access` never counts, since every grant has a refresh token;
  /// several clients add it unasked.
  private Scope askedScope(RefreshToken opened) {
    return parsedScope()
        .map(asked ->
            Scope.of(asked.tokens().stream().filter(t -> !t.equals("offline_access")).toList()))
        .filter(asked -> !asked.isEmpty())
        .orElse(opened.scope());
  }

  /// Decides before the log has spoken.
  ///
  /// @param account the standing of the account that consented; of no account when the token did
  ///   not open
  /// @return the presentation to append, or the first rule broken
  public Decision decide(Account account) {
    var refused =
        Rule.firstBroken(BEFORE_OPENING, this)
            .or(() ->
                token.flatMap(
                    opened -> Rule.firstBroken(AFTER_OPENING, new Opened(this, opened, account))));
    if (refused.isPresent()) {
      return new Decision.Refuse(refused.get());
    }
    return new Decision.Append(
        new RefreshPresented(
            attempt, client, opened().generation(), reuseInterval, voidAfter, caller));
  }

  /// What the state right after the presentation means for its answer.
  ///
  /// @param after the grant after the presentation was folded
  /// @param at the log's time of the presentation
  /// @return tokens, when this attempt won; else why not
  public TokenOutcome outcome(Grant after, Instant at) {
    return switch (after) {
      case Grant.Active s when s.last().attempt().equals(attempt) -> won(s, at);
      case Grant.Revoked s when s.by().equals(attempt) -> refused(reuse(s.cause()));
      case Grant.Revoked s when s.cause().isReuse() ->
          refused(Refused.of(Refusal.REFRESH_TOKEN_REUSED, "revoked at " + s.at()));
      case Grant.Revoked s -> refused(Standing.ended(s));
      case Grant.Active _ when at.isAfter(voidAfter) -> landedLate();
      case Grant.Active s ->
          refused(Refused.of(Refusal.REFRESH_TOKEN_EXPIRED, "expired at " + s.expiresAt()));
      case Grant.CodeOutstanding _ -> landedLate();
      case Grant.None _, Grant.Denied _, Grant.AccessOnly _ ->
          refused(Refused.of(Refusal.GRANT_UNKNOWN));
      case Grant.Closed _ -> refused(Refused.of(Refusal.GRANT_UNREADABLE));
    };
  }

  /// This presentation was the reuse.
  private Refused reuse(RevocationCause cause) {
    var generation = "generation " + opened().generation();
    return switch (cause) {
      case REFRESH_RACED ->
          Refused.of(
              Refusal.REFRESH_TOKEN_REUSED,
              generation + " again, within seconds of its rotation: a race of two processes");
      case LOST_ANSWER_CAME ->
          Refused.of(
              Refusal.REFRESH_TOKEN_OF_LOST_ANSWER, generation + ", which was issued anew since");
      case REFRESH_REUSED, CODE_REPLAYED, CODE_GUESSED, LEAKED, BY_USER, BY_CLIENT, BY_OPERATOR ->
          Refused.of(Refusal.REFRESH_TOKEN_REUSED, generation + ", late: rotated before");
    };
  }

  private TokenOutcome won(Grant.Active s, Instant at) {
    var count = s.last().repeats().count();
    return count == 0
        ? issue(s, at)
        : new TokenOutcome.Reissue(
            issue(s, at), new RefreshRepeated(attempt, client, s.last().generation(), count));
  }

  private TokenOutcome.Issue issue(Grant.Active s, Instant at) {
    var opened = opened();
    return new TokenOutcome.Issue(
        opened.flow(),
        client,
        opened.account(),
        askedScope(opened),
        opened.scope(),
        opened.resource(),
        s.generation(),
        at,
        s.expiresAt(),
        s.lifetimes().endsAt(),
        lostBefore(s));
  }

  private static Optional<TailLost> lostBefore(Grant.Active s) {
    var presented = s.last().generation();
    return s.last().lost() == 0
        ? Optional.empty()
        : Optional.of(new TailLost(presented, presented - s.last().lost()));
  }

  private TokenOutcome landedLate() {
    return refused(Refused.of(Refusal.LOG_UNAVAILABLE, "landed after " + voidAfter));
  }

  private RefreshToken opened() {
    return token.orElseThrow(() -> new IllegalStateException("decide has refused this"));
  }

  private static TokenOutcome refused(Refused refused) {
    return new TokenOutcome.Refuse(refused);
  }
}
