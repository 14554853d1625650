package dev.ninestep.decision;

import static dev.ninestep.decision.Rule.refuse;

import dev.ninestep.event.Caller;
import dev.ninestep.event.CodePresented;
import dev.ninestep.event.CodeTried;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.fold.Account;
import dev.ninestep.fold.Grant;
import dev.ninestep.fold.RevocationCause;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.AuthorizationCode;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.CodeVerifier;
import dev.ninestep.protocol.KeyThumbprint;
import dev.ninestep.protocol.Parameters;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Step 5: a code comes to be redeemed.
///
/// Everything the sealed code proves is checked first, so that a wrong verifier or redirect_uri
/// leaves the code whole and a corrected retry works. A presentation that would be valid reaches
/// the log, where the first one wins and any later one, being valid too, is a replay. So does one
/// whose verifier alone is wrong: of those the log bears a few, and then the code is spent.
///
/// @param parameters the token request
/// @param client the authenticated client
/// @param code what the sealed code carries, or empty when it did not open
/// @param key the key the client has shown to hold, if any
/// @param attempt names this presentation
/// @param now the log's time, as well as it is known: a hint, so that a code long lapsed never
///   reaches the log
/// @param voidAfter the log time after which the presentation must change nothing
/// @param caller who called
/// @spec https://www.rfc-editor.org/rfc/rfc6749#section-4.1.3 RFC 6749 §4.1.3
public record RedeemCode(
    Parameters parameters,
    ClientId client,
    Optional<AuthorizationCode> code,
    Optional<KeyThumbprint> key,
    AttemptId attempt,
    Instant now,
    Instant voidAfter,
    Caller caller) {

  private static final List<Rule<RedeemCode>> BEFORE_OPENING =
      List.of(
          refuse(Refusal.CODE_MISSING, c -> !c.parameters.has("code")),
          refuse(Refusal.CODE_UNKNOWN, c -> c.code.isEmpty()));

  private static final List<Rule<Opened>> AFTER_OPENING =
      List.of(
          refuse(
              Refusal.CODE_OF_ANOTHER_CLIENT,
              o -> !o.code.client().equals(o.client()),
              o -> Evidence.difference(o.client().value(), o.code.client().value())),
          refuse(
              Refusal.CODE_OF_ANOTHER_KEY,
              o -> KeyHolding.isAnothers(o.code.key(), o.command.key),
              o -> KeyHolding.difference(o.code.key(), o.command.key)),
          refuse(
              Refusal.CODE_REDIRECT_URI_MISMATCH,
              o -> o.get("redirect_uri").filter(o::isNotTheRedirectUri).isPresent(),
              o ->
                  Evidence.difference(
                      o.get("redirect_uri").orElse(""), o.code.redirectUri().value())),
          refuse(Refusal.CODE_VERIFIER_MISSING, o -> o.get("code_verifier").isEmpty()),
          refuse(
              Refusal.CODE_VERIFIER_IS_CHALLENGE,
              o ->
                  o.verifier().filter(v -> v.isTheChallengeItself(o.code.challenge())).isPresent()),
          refuse(
              Refusal.CODE_VERIFIER_MALFORMED,
              o -> o.verifier().isEmpty(),
              o -> Evidence.of(o.get("code_verifier").orElse("").length() + " characters")),
          refuse(
              Refusal.CODE_VERIFIER_WRONG,
              o -> o.verifier().filter(v -> v.answers(o.code.challenge())).isEmpty(),
              o ->
                  new Evidence(
                      o.verifier().map(v -> v.challenge().value()),
                      Optional.of(o.code.challenge().value()),
                      Optional.empty(),
                      Optional.of("the challenge of the verifier sent, and the one registered"))),
          refuse(
              Refusal.RESOURCE_NOT_GRANTED,
              Opened::asksForAnotherResource,
              o -> Evidence.difference(o.get("resource").orElse(""), o.code.resource().value())),
          refuse(
              Refusal.CODE_EXPIRED,
              o -> o.command.now.isAfter(o.code.expiresAt()),
              o -> Evidence.of("expired at " + o.code.expiresAt())),
          refuse(Refusal.GRANT_ACCOUNT_SUSPENDED, o -> !o.account.isOpen()));

  /// What is wrong with the verifier alone, and is a guess at it.
  private static final Set<Refusal> GUESSES =
      EnumSet.of(Refusal.CODE_VERIFIER_IS_CHALLENGE, Refusal.CODE_VERIFIER_WRONG);

  private static final List<Rule<Opened>> VERIFIER =
      AFTER_OPENING.stream().filter(rule -> GUESSES.contains(rule.refusal())).toList();

  private static final Account OPEN = new Account.Open();

  /// The command with its code opened, so that the second table needs no empty case.
  private record Opened(RedeemCode command, AuthorizationCode code, Account account) {

    ClientId client() {
      return command.client;
    }

    Optional<String> get(String name) {
      return command.parameters.get(name);
    }

    Optional<CodeVerifier> verifier() {
      return get("code_verifier").flatMap(CodeVerifier::parse);
    }

    boolean isNotTheRedirectUri(String sent) {
      return !sent.equals(code.redirectUri().value());
    }

    boolean asksForAnotherResource() {
      return Resources.isAskedOutside(command.parameters, code.resource());
    }
  }

  /// Decides before the log has spoken.
  ///
  /// @param account the standing of the account that consented; of no account when the code did not
  ///   open
  /// @return the presentation to append, or the first rule broken
  public Decision decide(Account account) {
    var refused =
        Rule.firstBroken(BEFORE_OPENING, this)
            .or(() ->
                code.flatMap(
                    opened -> Rule.firstBroken(AFTER_OPENING, new Opened(this, opened, account))));
    if (refused.isEmpty()) {
      return new Decision.Append(new CodePresented(attempt, client, voidAfter, caller));
    }
    return GUESSES.contains(refused.get().refusal()) && !isLapsed()
        ? new Decision.Append(new CodeTried(attempt, client, caller))
        : new Decision.Refuse(refused.get());
  }

  private boolean isLapsed() {
    return code.filter(opened -> now.isAfter(opened.expiresAt())).isPresent();
  }

  /// What the state right after the presentation means for its answer.
  ///
  /// @param after the grant after the presentation was folded
  /// @param at the log's time of the presentation
  /// @return tokens, when this attempt won; else why not
  public TokenOutcome outcome(Grant after, Instant at) {
    var opened = code.orElseThrow(() -> new IllegalStateException("decide has refused this"));
    if (after instanceof Grant.Revoked s && s.cause() == RevocationCause.CODE_GUESSED) {
      return refused(Refused.of(Refusal.CODE_GUESSED, "spent at " + s.at()));
    }
    var wrong = Rule.firstBroken(VERIFIER, new Opened(this, opened, OPEN));
    if (wrong.isPresent()) {
      return refused(wrong.get());
    }
    return switch (after) {
      case Grant.Active s when s.last().attempt().equals(attempt) ->
          new TokenOutcome.Issue(
              opened.flow(),
              client,
              opened.account(),
              opened.scope(),
              opened.scope(),
              opened.resource(),
              s.generation(),
              at,
              s.expiresAt(),
              s.lifetimes().endsAt(),
              Optional.empty());
      case Grant.Revoked s when s.by().equals(attempt) ->
          refused(Refused.of(Refusal.CODE_REPLAYED, "attempt " + attempt));
      case Grant.Revoked s when s.cause() == RevocationCause.CODE_REPLAYED ->
          refused(Refused.of(Refusal.CODE_REPLAYED, "revoked at " + s.at()));
      case Grant.Revoked s -> refused(Standing.ended(s));
      case Grant.CodeOutstanding s when at.isAfter(s.codeExpiresAt()) ->
          refused(Refused.of(Refusal.CODE_EXPIRED, "expired at " + s.codeExpiresAt()));
      case Grant.Active s when s.reopened() && at.isAfter(s.last().validUntil()) ->
          refused(Refused.of(Refusal.CODE_EXPIRED, "expired at " + s.last().validUntil()));
      case Grant.CodeOutstanding _, Grant.Active _ ->
          refused(Refused.of(Refusal.LOG_UNAVAILABLE, "landed after " + voidAfter));
      case Grant.None _, Grant.Denied _, Grant.AccessOnly _ ->
          refused(Refused.of(Refusal.GRANT_UNKNOWN));
      case Grant.Closed _ -> refused(Refused.of(Refusal.GRANT_UNREADABLE));
    };
  }

  private static TokenOutcome refused(Refused refused) {
    return new TokenOutcome.Refuse(refused);
  }
}
