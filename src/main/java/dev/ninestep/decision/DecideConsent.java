package dev.ninestep.decision;

import static dev.ninestep.decision.Rule.refuse;

import dev.ninestep.event.ConsentDenied;
import dev.ninestep.event.ConsentGranted;
import dev.ninestep.event.Event;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.fold.Account;
import dev.ninestep.fold.Grant;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.AuthorizationCode;
import dev.ninestep.protocol.AuthorizationRequest;
import dev.ninestep.protocol.ConsentNonce;
import dev.ninestep.protocol.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Step 4: the user presses Allow or Deny.
///
/// The nonce proves that this page was shown to this account in this browser; the log sees to it
/// that a flow is decided once.
///
/// @param allow true for Allow
/// @param without what the user left out of what the page offered
/// @param request the sealed request the page belongs to
/// @param nonce what the page's nonce proves, or empty when it did not open
/// @param account who is signed in
/// @param session the sign-in session of this browser
/// @param attempt names this decision
/// @param now the log's time, as well as it is known
/// @param lifetimes how long what comes of it lives
public record DecideConsent(
    boolean allow,
    Scope without,
    AuthorizationRequest request,
    Optional<ConsentNonce> nonce,
    AccountId account,
    String session,
    AttemptId attempt,
    Instant now,
    GrantLifetimes lifetimes) {

  /// How long what comes of a consent lives.
  ///
  /// @param code how long the code may be redeemed
  /// @param refreshIdle how long a refresh token lives unused
  /// @param grant how long the grant lives at most
  public record GrantLifetimes(Duration code, Duration refreshIdle, Duration grant) {}

  private static final List<Rule<Opened>> RULES =
      List.of(
          refuse(Refusal.CONSENT_FORGED, o -> !o.nonce.flow().equals(o.command.request.flow())),
          refuse(Refusal.CONSENT_FORGED, o -> !o.nonce.account().equals(o.command.account)),
          refuse(Refusal.CONSENT_FORGED, o -> !o.nonce.session().equals(o.command.session)),
          refuse(
              Refusal.CONSENT_EXPIRED,
              o -> o.command.now.isAfter(o.nonce.expiresAt()),
              o -> Evidence.of("expired at " + o.nonce.expiresAt())),
          refuse(Refusal.ACCOUNT_SUSPENDED, o -> !o.standing.isOpen()));

  private record Opened(DecideConsent command, ConsentNonce nonce, Account standing) {}

  /// Decides before the log has spoken.
  ///
  /// @param standing the standing of the account that is signed in
  /// @return the decision to append, or the first rule broken
  public Decision decide(Account standing) {
    if (nonce.isEmpty()) {
      return new Decision.Refuse(Refused.of(Refusal.CONSENT_FORGED));
    }
    var opened = new Opened(this, nonce.get(), standing);
    var refused = Rule.firstBroken(RULES, opened);
    return refused.isPresent()
        ? new Decision.Refuse(refused.get())
        : new Decision.Append(decided(opened.nonce));
  }

  private Event decided(ConsentNonce shown) {
    return allow
        ? new ConsentGranted(
            attempt,
            request.client(),
            account,
            request.redirectUri(),
            shown.scope().without(without),
            request.resource(),
            shown.expiresAt(),
            lifetimes.code(),
            lifetimes.refreshIdle(),
            lifetimes.grant())
        : new ConsentDenied(request.client(), account, shown.expiresAt());
  }

  /// What the state right after the decision means for its answer.
  ///
  /// @param after the grant after the decision was folded
  /// @param at the log's time of the decision
  /// @return a code, a denial, or why neither
  public ConsentOutcome outcome(Grant after, Instant at) {
    var shown = nonce.orElseThrow(() -> new IllegalStateException("decide has refused this"));
    return switch (after) {
      case Grant.CodeOutstanding s when allow && s.consent().equals(attempt) ->
          new ConsentOutcome.SendCode(
              new AuthorizationCode(
                  request.flow(),
                  request.client(),
                  account,
                  request.redirectUri(),
                  request.challenge(),
                  shown.scope().without(without),
                  request.resource(),
                  s.codeExpiresAt(),
                  request.key()));
      case Grant.Denied _ when !allow ->
          new ConsentOutcome.SendDenial(Refused.of(Refusal.CONSENT_DENIED));
      case Grant.None _ when at.isAfter(shown.expiresAt()) ->
          refused(Refused.of(Refusal.CONSENT_EXPIRED, "expired at " + shown.expiresAt()));
      case Grant.Closed _ -> refused(Refused.of(Refusal.GRANT_UNREADABLE));
      case Grant.None _,
          Grant.Denied _,
          Grant.CodeOutstanding _,
          Grant.Active _,
          Grant.AccessOnly _,
          Grant.Revoked _ ->
          refused(Refused.of(Refusal.CONSENT_REPEATED));
    };
  }

  private static ConsentOutcome refused(Refused refused) {
    return new ConsentOutcome.Refuse(refused);
  }
}
