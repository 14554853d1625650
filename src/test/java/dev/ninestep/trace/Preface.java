package dev.ninestep.trace;

import static dev.ninestep.trace.Chapters.ACCOUNT;
import static dev.ninestep.trace.Chapters.AGAIN;
import static dev.ninestep.trace.Chapters.REFRESH;
import static dev.ninestep.trace.Chapters.admitted;
import static dev.ninestep.trace.Chapters.allowed;
import static dev.ninestep.trace.Chapters.asked;
import static dev.ninestep.trace.Chapters.connected;
import static dev.ninestep.trace.Chapters.discovered;
import static dev.ninestep.trace.Chapters.issued;
import static dev.ninestep.trace.Chapters.presented;
import static dev.ninestep.trace.Chapters.registered;
import static dev.ninestep.trace.Chapters.requested;

import dev.ninestep.event.CodePresented;
import dev.ninestep.event.CodeTried;
import dev.ninestep.event.ConsentDenied;
import dev.ninestep.event.DeliveryFailed;
import dev.ninestep.event.DeliveryFailure;
import dev.ninestep.event.GrantRevoked;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.RevokedBy;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.Step;
import java.util.Optional;

/// What usually happened in a flow before a refusal.
///
/// @param tale what happened
/// @param second when the refusal follows
record Preface(Tale tale, long second) {

  private static final int TRIES = 5;

  /// What comes before a refusal.
  ///
  /// @param refusal the refusal
  /// @param step in which step it is
  static Preface of(Refusal refusal, Step step) {
    return switch (refusal) {
      case LOGIN_REQUIRED,
          CONSENT_REQUIRED,
          AUTHORIZATION_REQUEST_EXPIRED,
          SIGN_IN_FAILED,
          SIGN_IN_LOCKED,
          SIGN_INS_TOO_MANY,
          SIGN_IN_FORGED,
          SIGN_IN_BUSY,
          ACCOUNTS_UNAVAILABLE ->
          new Preface(registered().own(0, requested()), 10);
      case CONSENT_REPEATED -> new Preface(allowed(), 25);
      case CONSENT_EXPIRED -> new Preface(asked(), 700);
      case CONSENT_DENIED ->
          new Preface(
              asked().own(20, new ConsentDenied(Tale.CLIENT, ACCOUNT, Tale.BEGAN.plusSeconds(610))),
              20);
      case CODE_EXPIRED -> new Preface(allowed(), 95);
      case CODE_VERIFIER_WRONG, CODE_VERIFIER_IS_CHALLENGE -> new Preface(tried(1), 21);
      case CODE_GUESSED -> new Preface(tried(TRIES), 20 + TRIES);
      case CODE_REPLAYED ->
          new Preface(
              connected()
                  .own(
                      33,
                      new CodePresented(
                          AGAIN, Tale.CLIENT, Tale.BEGAN.plusSeconds(40), Tale.CALLER)),
              33);
      case REFRESH_TOKEN_REUSED -> new Preface(refreshed().own(90, presented(AGAIN, 1)), 90);
      case REFRESH_TOKEN_OF_LOST_ANSWER ->
          new Preface(
              connected()
                  .own(50, presented(REFRESH, 1))
                  .own(52, new DeliveryFailed(REFRESH, DeliveryFailure.CONNECTION_CLOSED))
                  .own(55, presented(AGAIN, 1))
                  .own(55, issued(AGAIN, 3))
                  .own(60, presented(Chapters.LATER, 2)),
              60);
      case GRANT_REVOKED -> new Preface(revoked(), 3_590);
      case TOKEN_REVOKED -> new Preface(revoked(), 100);
      case GRANT_REVOKED_BY_OPERATOR -> new Preface(ended(), 3_590);
      case TOKEN_REVOKED_BY_OPERATOR -> new Preface(ended(), 100);
      case TOKEN_EXPIRED -> new Preface(connected().own(30, admitted("POST")), 3_700);
      case IDENTITY_ASSERTION_MISSING,
          IDENTITY_ASSERTION_WRONG,
          IDENTITY_ASSERTION_WRONG_AUDIENCE,
          IDENTITY_ASSERTION_OF_ANOTHER_CLIENT,
          IDENTITY_ASSERTION_NOT_NOW,
          IDENTITY_ASSERTION_REPLAYED,
          IDENTITY_CLIENT_NOT_TRUSTED,
          IDENTITY_SCOPE_NOT_ALLOWED,
          IDENTITY_KEYS_UNAVAILABLE,
          SCOPE_NOT_FOR_CLIENTS,
          RESOURCE_NOT_PROTECTED ->
          new Preface(registered(), 10);
      case EXCHANGE_SUBJECT_MISSING,
          EXCHANGE_TYPE_UNSUPPORTED,
          EXCHANGE_ACTOR_UNSUPPORTED,
          EXCHANGE_SUBJECT_UNKNOWN,
          EXCHANGE_SUBJECT_OF_ANOTHER_CLIENT,
          EXCHANGE_SUBJECT_OF_ANOTHER_KEY,
          EXCHANGE_SUBJECT_EXPIRED,
          EXCHANGE_SUBJECT_REVOKED ->
          new Preface(connected().own(30, admitted("POST")), 60);
      case SUPPORT_NOT_ALLOWED,
          SEARCH_MALFORMED,
          DATABASE_UNAVAILABLE,
          SEARCH_TOOK_TOO_LONG,
          TAILS_TOO_MANY,
          OPERATOR_NOT_ALLOWED,
          ACCOUNT_UNKNOWN,
          CREDIT_NOT_FIT,
          CREDIT_KEY_TAKEN,
          REVOCATION_NOT_FIT,
          CONNECTION_UNKNOWN,
          CLIENT_NOT_FOUND,
          PROJECTION_BEHIND,
          OPERATOR_ROLE_MISSING,
          OPERATION_FORGED,
          FLOW_UNKNOWN,
          AS_OF_OUTSIDE_FLOW,
          SETTINGS_SIGNED_OUT,
          SETTINGS_FORGED,
          APP_NOT_CONNECTED ->
          new Preface(new Tale(), 0);
      case Refusal _ -> usual(step);
    };
  }

  private static Preface usual(Step step) {
    return switch (step) {
      case CHALLENGE, REGISTRATION, METADATA -> new Preface(discovered(), 5);
      case AUTHORIZATION -> new Preface(registered(), 10);
      case CONSENT -> new Preface(asked(), 20);
      case TOKEN -> new Preface(allowed(), 21);
      case REFRESH -> new Preface(connected().own(30, admitted("POST")), 3_590);
      case CONNECTION, CALL -> new Preface(connected().own(30, admitted("POST")), 60);
    };
  }

  private static Tale tried(int times) {
    var tale = allowed();
    for (var i = 1; i <= times; i++) {
      tale.own(20 + i, new CodeTried(new AttemptId(100L + i), Tale.CLIENT, Tale.CALLER));
    }
    return tale;
  }

  private static Tale refreshed() {
    return connected().own(50, presented(REFRESH, 1)).own(50, issued(REFRESH, 2));
  }

  private static Tale revoked() {
    return used().own(90, new GrantRevoked(RevokedBy.USER, Optional.empty(), Optional.of(ACCOUNT)));
  }

  private static Tale ended() {
    return used()
        .own(
            90,
            new GrantRevoked(
                RevokedBy.OPERATOR,
                Optional.of(Tale.CLIENT),
                Optional.of(ACCOUNT),
                Optional.of("the operator's service"),
                Optional.of("lost laptop")));
  }

  private static Tale used() {
    return connected().own(30, admitted("POST"));
  }
}
