package dev.ninestep.event;

import static dev.ninestep.event.Face.BEARER;
import static dev.ninestep.event.Face.JSON;
import static dev.ninestep.event.Face.PAGE;
import static dev.ninestep.event.Face.REDIRECT;
import static dev.ninestep.event.Owner.CLIENT;
import static dev.ninestep.event.Owner.NOBODY;
import static dev.ninestep.event.Owner.OPERATOR;
import static dev.ninestep.event.Owner.USER;
import static dev.ninestep.protocol.Step.AUTHORIZATION;
import static dev.ninestep.protocol.Step.CALL;
import static dev.ninestep.protocol.Step.CHALLENGE;
import static dev.ninestep.protocol.Step.CONSENT;
import static dev.ninestep.protocol.Step.METADATA;
import static dev.ninestep.protocol.Step.REFRESH;
import static dev.ninestep.protocol.Step.REGISTRATION;
import static dev.ninestep.protocol.Step.TOKEN;

import dev.ninestep.protocol.Step;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Every way a flow can fail, each described once. A row says what programs decide by; what people
/// read stands under its name in the resources `refusals/*.md`, or the class does not load. A name
/// is never changed: the log has it for ever.
public enum Refusal {
  // Step 0 and steps 6 to 9: the MCP URL.
  TOKEN_MISSING(CHALLENGE, 401, "", NOBODY, BEARER),
  AUTHORIZATION_HEADER_MALFORMED(CALL, 400, "invalid_request", CLIENT, BEARER),
  TOKEN_IN_QUERY(CALL, 400, "invalid_request", CLIENT, BEARER),
  TOKEN_MALFORMED(CALL, 401, "invalid_token", CLIENT, BEARER),
  TOKEN_SIGNATURE_WRONG(CALL, 401, "invalid_token", CLIENT, BEARER),
  TOKEN_EXPIRED(CALL, 401, "invalid_token", CLIENT, BEARER),
  TOKEN_WRONG_AUDIENCE(CALL, 401, "invalid_token", CLIENT, BEARER),
  TOKEN_BOUND_TO_KEY(CALL, 401, "invalid_token", CLIENT, BEARER),
  TOKEN_NOT_BOUND(CALL, 401, "invalid_token", CLIENT, BEARER),
  CALL_PROOF_MISSING(CALL, 401, "invalid_dpop_proof", CLIENT, BEARER),
  CALL_PROOF_MALFORMED(CALL, 401, "invalid_dpop_proof", CLIENT, BEARER),
  CALL_PROOF_OF_ANOTHER_REQUEST(CALL, 401, "invalid_dpop_proof", CLIENT, BEARER),
  CALL_PROOF_NOT_NOW(CALL, 401, "invalid_dpop_proof", CLIENT, BEARER),
  CALL_PROOF_OF_ANOTHER_TOKEN(CALL, 401, "invalid_dpop_proof", CLIENT, BEARER),
  CALL_PROOF_OF_ANOTHER_KEY(CALL, 401, "invalid_token", CLIENT, BEARER),
  CALL_PROOF_REPLAYED(CALL, 401, "invalid_dpop_proof", CLIENT, BEARER),
  TOKEN_REVOKED(CALL, 401, "invalid_token", USER, BEARER),
  TOKEN_REVOKED_BY_OPERATOR(CALL, 401, "invalid_token", USER, BEARER),
  CALLER_CLIENT_DELETED(CALL, 401, "invalid_token", CLIENT, BEARER),
  CALLER_CLIENT_DEACTIVATED(CALL, 401, "invalid_token", OPERATOR, BEARER),
  CALLER_ACCOUNT_SUSPENDED(CALL, 401, "invalid_token", OPERATOR, BEARER),
  CALLS_TOO_MANY(CALL, 429, "too_many_requests", CLIENT, JSON),
  SCOPE_INSUFFICIENT(CALL, 403, "insufficient_scope", CLIENT, BEARER),
  BALANCE_INSUFFICIENT(CALL, 402, "insufficient_balance", USER, JSON),
  ORIGIN_NOT_ALLOWED(CALL, 403, "invalid_request", OPERATOR, JSON),
  GATEWAY_STALE(CALL, 503, "temporarily_unavailable", OPERATOR, JSON),
  UPSTREAM_UNREACHABLE(CALL, 502, "server_error", OPERATOR, JSON),
  UPSTREAM_TIMEOUT(CALL, 504, "server_error", OPERATOR, JSON),
  UPSTREAM_REFUSED_US(CALL, 502, "server_error", OPERATOR, JSON),
  UPSTREAM_REDIRECTED(CALL, 502, "server_error", OPERATOR, JSON),
  UPSTREAM_RESTING(CALL, 503, "temporarily_unavailable", OPERATOR, JSON),
  UPSTREAM_SATURATED(CALL, 503, "temporarily_unavailable", OPERATOR, JSON),
  SESSION_UNKNOWN(CALL, 404, "not_found", CLIENT, JSON),
  // Step 1: registration.
  REGISTRATION_NOT_JSON(REGISTRATION, 415, "invalid_client_metadata", CLIENT, JSON),
  REGISTRATION_MALFORMED(REGISTRATION, 400, "invalid_client_metadata", CLIENT, JSON),
  REDIRECT_URIS_MISSING(REGISTRATION, 400, "invalid_redirect_uri", CLIENT, JSON),
  REDIRECT_URI_NOT_ALLOWED(REGISTRATION, 400, "invalid_redirect_uri", CLIENT, JSON, PAGE),
  CLIENT_NAME_NOT_FIT(REGISTRATION, 400, "invalid_client_metadata", CLIENT, JSON),
  GRANT_TYPE_NOT_OFFERED(REGISTRATION, 400, "invalid_client_metadata", CLIENT, JSON),
  CLIENT_CREDENTIALS_NOT_OPEN(REGISTRATION, 400, "invalid_client_metadata", OPERATOR, JSON),
  RESPONSE_TYPE_NOT_OFFERED(REGISTRATION, 400, "invalid_client_metadata", CLIENT, JSON),
  AUTH_METHOD_NOT_OFFERED(REGISTRATION, 400, "invalid_client_metadata", CLIENT, JSON),
  CLIENT_KEYS_NOT_FIT(REGISTRATION, 400, "invalid_client_metadata", CLIENT, JSON),
  METADATA_URL_NOT_ALLOWED(REGISTRATION, 400, "invalid_client_metadata", CLIENT, JSON),
  SOFTWARE_STATEMENT_NOT_TRUSTED(REGISTRATION, 400, "invalid_software_statement", CLIENT, JSON),
  REGISTRATIONS_TOO_MANY(REGISTRATION, 429, "too_many_requests", CLIENT, JSON),
  REGISTRATION_TOKEN_WRONG(REGISTRATION, 401, "invalid_token", CLIENT, JSON, BEARER),
  REGISTRATION_OF_ANOTHER(REGISTRATION, 400, "invalid_client_metadata", CLIENT, JSON),
  CLIENT_ID_URL_MALFORMED(REGISTRATION, 400, "invalid_client", CLIENT, PAGE, JSON),
  CLIENT_DOCUMENT_UNREACHABLE(REGISTRATION, 400, "invalid_client", CLIENT, PAGE, JSON),
  CLIENT_DOCUMENT_NOT_SERVED(REGISTRATION, 400, "invalid_client", CLIENT, PAGE, JSON),
  CLIENT_DOCUMENT_MALFORMED(REGISTRATION, 400, "invalid_client", CLIENT, PAGE, JSON),
  CLIENT_DOCUMENT_OF_ANOTHER(REGISTRATION, 400, "invalid_client", CLIENT, PAGE, JSON),
  CLIENT_DOCUMENT_SECRET(REGISTRATION, 400, "invalid_client", CLIENT, PAGE, JSON),
  CLIENT_DOCUMENTS_BUSY(REGISTRATION, 503, "temporarily_unavailable", OPERATOR, PAGE, JSON),
  // Step 3: the authorization request.
  CLIENT_ID_MISSING(AUTHORIZATION, 400, "invalid_request", CLIENT, PAGE),
  CLIENT_UNKNOWN(AUTHORIZATION, 400, "invalid_request", CLIENT, PAGE),
  CLIENT_DEACTIVATED(AUTHORIZATION, 400, "invalid_request", OPERATOR, PAGE),
  REDIRECT_URI_MISSING(AUTHORIZATION, 400, "invalid_request", CLIENT, PAGE, JSON),
  REDIRECT_URI_MISMATCH(AUTHORIZATION, 400, "invalid_request", CLIENT, PAGE, JSON),
  PARAMETER_REPEATED(AUTHORIZATION, 400, "invalid_request", CLIENT, PAGE, REDIRECT, JSON),
  REQUEST_URI_UNUSABLE(AUTHORIZATION, 400, "invalid_request", CLIENT, PAGE),
  RESPONSE_TYPE_MISSING(AUTHORIZATION, 400, "invalid_request", CLIENT, REDIRECT, PAGE, JSON),
  RESPONSE_TYPE_UNSUPPORTED(
      AUTHORIZATION, 400, "unsupported_response_type", CLIENT, REDIRECT, PAGE, JSON),
  RESPONSE_MODE_UNSUPPORTED(AUTHORIZATION, 400, "invalid_request", CLIENT, REDIRECT, PAGE, JSON),
  REQUEST_OBJECT_UNSUPPORTED(
      AUTHORIZATION, 400, "request_not_supported", CLIENT, REDIRECT, PAGE, JSON),
  CODE_CHALLENGE_MISSING(AUTHORIZATION, 400, "invalid_request", CLIENT, REDIRECT, PAGE, JSON),
  CODE_CHALLENGE_PLAIN(AUTHORIZATION, 400, "invalid_request", CLIENT, REDIRECT, PAGE, JSON),
  CODE_CHALLENGE_METHOD_UNKNOWN(
      AUTHORIZATION, 400, "invalid_request", CLIENT, REDIRECT, PAGE, JSON),
  CODE_CHALLENGE_MALFORMED(AUTHORIZATION, 400, "invalid_request", CLIENT, REDIRECT, PAGE, JSON),
  RESOURCE_UNKNOWN(AUTHORIZATION, 400, "invalid_target", CLIENT, REDIRECT, PAGE, JSON),
  SCOPE_MALFORMED(AUTHORIZATION, 400, "invalid_scope", CLIENT, REDIRECT, PAGE, JSON),
  STATE_TOO_LONG(AUTHORIZATION, 400, "invalid_request", CLIENT, REDIRECT, PAGE, JSON),
  PROMPT_CONTRADICTORY(AUTHORIZATION, 400, "invalid_request", CLIENT, REDIRECT, PAGE, JSON),
  MAX_AGE_MALFORMED(AUTHORIZATION, 400, "invalid_request", CLIENT, REDIRECT, PAGE, JSON),
  KEY_THUMBPRINT_MALFORMED(AUTHORIZATION, 400, "invalid_request", CLIENT, REDIRECT, PAGE, JSON),
  LOGIN_REQUIRED(AUTHORIZATION, 400, "login_required", CLIENT, REDIRECT, PAGE),
  CONSENT_REQUIRED(AUTHORIZATION, 400, "consent_required", CLIENT, REDIRECT),
  AUTHORIZATION_REQUEST_EXPIRED(AUTHORIZATION, 400, "invalid_request", USER, PAGE),
  SIGN_IN_FAILED(AUTHORIZATION, 401, "access_denied", USER, PAGE),
  SIGN_IN_LOCKED(AUTHORIZATION, 401, "access_denied", USER, PAGE),
  SIGN_INS_TOO_MANY(AUTHORIZATION, 429, "access_denied", USER, PAGE),
  SIGN_IN_FORGED(AUTHORIZATION, 403, "invalid_request", USER, PAGE),
  SIGN_IN_BUSY(AUTHORIZATION, 503, "temporarily_unavailable", OPERATOR, PAGE),
  ACCOUNTS_UNAVAILABLE(AUTHORIZATION, 503, "temporarily_unavailable", OPERATOR, PAGE),
  // Step 4: consent.
  CONSENT_EXPIRED(CONSENT, 400, "access_denied", USER, PAGE),
  CONSENT_REPEATED(CONSENT, 400, "access_denied", USER, PAGE),
  CONSENT_FORGED(CONSENT, 403, "access_denied", USER, PAGE),
  CONSENT_DENIED(CONSENT, 303, "access_denied", USER, REDIRECT),
  ACCOUNT_SUSPENDED(CONSENT, 403, "access_denied", OPERATOR, PAGE),
  // Step 5: the token endpoint.
  TOKEN_REQUEST_NOT_FORM(TOKEN, 400, "invalid_request", CLIENT, JSON),
  TOKEN_REQUEST_IN_QUERY(TOKEN, 400, "invalid_request", CLIENT, JSON),
  GRANT_TYPE_MISSING(TOKEN, 400, "invalid_request", CLIENT, JSON),
  TOKEN_REQUESTS_TOO_MANY(TOKEN, 429, "too_many_requests", CLIENT, JSON),
  GRANT_TYPE_UNSUPPORTED(TOKEN, 400, "unsupported_grant_type", CLIENT, JSON),
  GRANT_TYPE_NOT_REGISTERED(TOKEN, 400, "unauthorized_client", CLIENT, JSON),
  RESOURCE_NOT_PROTECTED(TOKEN, 400, "invalid_target", CLIENT, JSON),
  SCOPE_NOT_FOR_CLIENTS(TOKEN, 400, "invalid_scope", CLIENT, JSON),
  CLIENT_CREDENTIALS_MISSING(TOKEN, 401, "invalid_client", CLIENT, JSON),
  CLIENT_CREDENTIALS_TWICE(TOKEN, 400, "invalid_request", CLIENT, JSON),
  CLIENT_CREDENTIALS_WRONG(TOKEN, 401, "invalid_client", CLIENT, JSON),
  CLIENT_ASSERTION_WRONG(TOKEN, 401, "invalid_client", CLIENT, JSON),
  CLIENT_ASSERTION_WRONG_AUDIENCE(TOKEN, 401, "invalid_client", CLIENT, JSON),
  CLIENT_ASSERTION_NOT_NOW(TOKEN, 401, "invalid_client", CLIENT, JSON),
  CLIENT_ASSERTION_REPLAYED(TOKEN, 401, "invalid_client", CLIENT, JSON),
  CLIENT_KEYS_UNREACHABLE(TOKEN, 401, "invalid_client", CLIENT, JSON),
  CLIENT_UNKNOWN_AT_TOKEN(TOKEN, 401, "invalid_client", CLIENT, JSON),
  CLIENT_DEACTIVATED_AT_TOKEN(TOKEN, 401, "invalid_client", OPERATOR, JSON),
  IDENTITY_ASSERTION_MISSING(TOKEN, 400, "invalid_request", CLIENT, JSON),
  IDENTITY_ASSERTION_WRONG(TOKEN, 400, "invalid_grant", OPERATOR, JSON),
  IDENTITY_ASSERTION_WRONG_AUDIENCE(TOKEN, 400, "invalid_grant", CLIENT, JSON),
  IDENTITY_ASSERTION_OF_ANOTHER_CLIENT(TOKEN, 400, "invalid_grant", CLIENT, JSON),
  IDENTITY_ASSERTION_NOT_NOW(TOKEN, 400, "invalid_grant", CLIENT, JSON),
  IDENTITY_ASSERTION_REPLAYED(TOKEN, 400, "invalid_grant", CLIENT, JSON),
  IDENTITY_CLIENT_NOT_TRUSTED(TOKEN, 400, "unauthorized_client", OPERATOR, JSON),
  IDENTITY_SCOPE_NOT_ALLOWED(TOKEN, 400, "invalid_scope", CLIENT, JSON),
  IDENTITY_KEYS_UNAVAILABLE(TOKEN, 503, "temporarily_unavailable", OPERATOR, JSON),
  PROOF_MISSING(TOKEN, 400, "invalid_dpop_proof", CLIENT, JSON),
  PROOF_MALFORMED(TOKEN, 400, "invalid_dpop_proof", CLIENT, JSON),
  PROOF_OF_ANOTHER_REQUEST(TOKEN, 400, "invalid_dpop_proof", CLIENT, JSON),
  PROOF_NOT_NOW(TOKEN, 400, "invalid_dpop_proof", CLIENT, JSON),
  PROOF_REPLAYED(TOKEN, 400, "invalid_dpop_proof", CLIENT, JSON),
  PROOF_OF_ANOTHER_KEY(TOKEN, 400, "invalid_dpop_proof", CLIENT, JSON),
  EXCHANGE_SUBJECT_MISSING(TOKEN, 400, "invalid_request", CLIENT, JSON),
  EXCHANGE_TYPE_UNSUPPORTED(TOKEN, 400, "invalid_request", CLIENT, JSON),
  EXCHANGE_ACTOR_UNSUPPORTED(TOKEN, 400, "invalid_request", CLIENT, JSON),
  EXCHANGE_SUBJECT_UNKNOWN(TOKEN, 400, "invalid_request", CLIENT, JSON),
  EXCHANGE_SUBJECT_OF_ANOTHER_CLIENT(TOKEN, 400, "invalid_request", CLIENT, JSON),
  EXCHANGE_SUBJECT_OF_ANOTHER_KEY(TOKEN, 400, "invalid_request", CLIENT, JSON),
  EXCHANGE_SUBJECT_EXPIRED(TOKEN, 400, "invalid_request", CLIENT, JSON),
  EXCHANGE_SUBJECT_REVOKED(TOKEN, 400, "invalid_request", USER, JSON),
  CODE_MISSING(TOKEN, 400, "invalid_request", CLIENT, JSON),
  CODE_UNKNOWN(TOKEN, 400, "invalid_grant", CLIENT, JSON),
  CODE_OF_ANOTHER_CLIENT(TOKEN, 400, "invalid_grant", CLIENT, JSON),
  CODE_OF_ANOTHER_KEY(TOKEN, 400, "invalid_grant", CLIENT, JSON),
  CODE_EXPIRED(TOKEN, 400, "invalid_grant", CLIENT, JSON),
  CODE_REPLAYED(TOKEN, 400, "invalid_grant", CLIENT, JSON),
  CODE_REDIRECT_URI_MISMATCH(TOKEN, 400, "invalid_grant", CLIENT, JSON),
  CODE_VERIFIER_MISSING(TOKEN, 400, "invalid_grant", CLIENT, JSON),
  CODE_VERIFIER_MALFORMED(TOKEN, 400, "invalid_grant", CLIENT, JSON),
  CODE_VERIFIER_IS_CHALLENGE(TOKEN, 400, "invalid_grant", CLIENT, JSON),
  CODE_VERIFIER_WRONG(TOKEN, 400, "invalid_grant", CLIENT, JSON),
  CODE_GUESSED(TOKEN, 400, "invalid_grant", CLIENT, JSON),
  RESOURCE_NOT_GRANTED(TOKEN, 400, "invalid_target", CLIENT, JSON),
  REFRESH_TOKEN_MISSING(REFRESH, 400, "invalid_request", CLIENT, JSON),
  REFRESH_TOKEN_UNKNOWN(REFRESH, 400, "invalid_grant", CLIENT, JSON),
  REFRESH_TOKEN_OF_ANOTHER_CLIENT(REFRESH, 400, "invalid_grant", CLIENT, JSON),
  REFRESH_TOKEN_OF_ANOTHER_KEY(REFRESH, 400, "invalid_grant", CLIENT, JSON),
  REFRESH_TOKEN_EXPIRED(REFRESH, 400, "invalid_grant", USER, JSON),
  REFRESH_TOKEN_REUSED(REFRESH, 400, "invalid_grant", CLIENT, JSON),
  REFRESH_TOKEN_OF_LOST_ANSWER(REFRESH, 400, "invalid_grant", CLIENT, JSON),
  SCOPE_WIDER_THAN_GRANT(REFRESH, 400, "invalid_scope", CLIENT, JSON),
  GRANT_ACCOUNT_SUSPENDED(TOKEN, 400, "invalid_grant", OPERATOR, JSON),
  GRANT_REVOKED(TOKEN, 400, "invalid_grant", USER, JSON),
  GRANT_REVOKED_BY_OPERATOR(TOKEN, 400, "invalid_grant", USER, JSON),
  GRANT_UNKNOWN(TOKEN, 400, "invalid_grant", USER, JSON),
  GRANT_UNREADABLE(TOKEN, 503, "temporarily_unavailable", OPERATOR, JSON, PAGE, BEARER),
  LOG_UNAVAILABLE(TOKEN, 503, "temporarily_unavailable", OPERATOR, JSON, PAGE),
  // Behind step 5: revocation and introspection; and in any step the request itself.
  TOKEN_PARAMETER_MISSING(CALL, 400, "invalid_request", CLIENT, JSON),
  TOKEN_OF_ANOTHER_CLIENT(CALL, 400, "invalid_grant", CLIENT, JSON),
  INTROSPECTION_BY_PUBLIC_CLIENT(CALL, 401, "invalid_client", CLIENT, JSON),
  REQUEST_MALFORMED(AUTHORIZATION, 400, "invalid_request", CLIENT, JSON, PAGE),
  METHOD_NOT_ALLOWED(REGISTRATION, 405, "invalid_request", CLIENT, JSON),
  TLS_REQUIRED(AUTHORIZATION, 403, "invalid_request", CLIENT, JSON, PAGE),
  NOT_FOUND(METADATA, 404, "not_found", CLIENT, JSON, PAGE),
  BODY_TOO_LARGE(REGISTRATION, 413, "invalid_request", CLIENT, JSON),
  URI_TOO_LONG(AUTHORIZATION, 414, "invalid_request", CLIENT, JSON),
  HEADERS_TOO_LARGE(CALL, 431, "invalid_request", CLIENT, JSON),
  SERVER_ERROR(TOKEN, 500, "server_error", OPERATOR, JSON, PAGE),
  // What users decide about their own account, support and operators.
  DATABASE_UNAVAILABLE(CALL, 503, "temporarily_unavailable", OPERATOR, JSON, PAGE),
  SETTINGS_SIGNED_OUT(CALL, 403, "access_denied", USER, JSON),
  SETTINGS_FORGED(CALL, 403, "invalid_request", USER, JSON, PAGE),
  APP_NOT_CONNECTED(CALL, 404, "not_found", USER, JSON, PAGE),
  SUPPORT_NOT_ALLOWED(CALL, 403, "insufficient_scope", OPERATOR, JSON, PAGE),
  SEARCH_MALFORMED(CALL, 400, "invalid_request", USER, JSON, PAGE),
  SEARCH_TOOK_TOO_LONG(CALL, 503, "temporarily_unavailable", OPERATOR, JSON, PAGE),
  TAILS_TOO_MANY(CALL, 429, "too_many_requests", USER, JSON),
  FLOW_UNKNOWN(CALL, 404, "not_found", USER, JSON, PAGE),
  AS_OF_OUTSIDE_FLOW(CALL, 400, "invalid_request", USER, JSON, PAGE),
  OPERATOR_NOT_ALLOWED(CALL, 403, "access_denied", OPERATOR, JSON),
  ACCOUNT_UNKNOWN(CALL, 404, "not_found", OPERATOR, JSON),
  CREDIT_NOT_FIT(CALL, 400, "invalid_request", OPERATOR, JSON),
  CREDIT_KEY_TAKEN(CALL, 409, "invalid_request", OPERATOR, JSON),
  REVOCATION_NOT_FIT(CALL, 400, "invalid_request", OPERATOR, JSON),
  CONNECTION_UNKNOWN(CALL, 404, "not_found", OPERATOR, JSON),
  CLIENT_NOT_FOUND(CALL, 404, "not_found", OPERATOR, JSON),
  PROJECTION_BEHIND(CALL, 503, "temporarily_unavailable", OPERATOR, JSON),
  OPERATOR_ROLE_MISSING(CALL, 403, "access_denied", OPERATOR, PAGE),
  OPERATION_FORGED(CALL, 403, "invalid_request", USER, PAGE);

  static {
    RefusalText.requireNoOrphan(values());
  }

  private final Step step;
  private final int status;
  private final String error;
  private final Owner owner;
  private final Set<Face> faces;
  private final RefusalText text;

  Refusal(Step step, int status, String error, Owner owner, Face face, Face... others) {
    this.step = step;
    this.status = status;
    this.error = error;
    this.owner = owner;
    this.faces = EnumSet.of(face, others);
    this.text = RefusalText.of(name());
  }

  /// {@return the step in which it usually happens; a [StepRefused] says in which it did}
  public Step step() {
    return step;
  }

  /// {@return the HTTP status of the response; of a redirect, 303}
  public int status() {
    return status;
  }

  /// {@return the error code the client learns, empty where there must be none (RFC 6750 §3.1)}
  public Optional<String> error() {
    return error.isEmpty() ? Optional.empty() : Optional.of(error);
  }

  /// {@return who has to act}
  public Owner owner() {
    return owner;
  }

  /// {@return the `error_description` (RFC 6749 §5.2), and never a reflection of what was sent}
  public String description() {
    return text.description();
  }

  /// {@return what happened, in one sentence for the support agent}
  public String cause() {
    return text.cause();
  }

  /// {@return what to do about it, in one sentence for the user}
  public String fix() {
    return text.fix();
  }

  /// {@return the document and section where the rule stands, such as `RFC 7636 §4.6`}
  public String specification() {
    return text.rule();
  }

  /// {@return whether it may travel this way}
  ///
  /// @param face the way
  public boolean mayTravelBy(Face face) {
    return faces.contains(face);
  }

  /// {@return its name in URLs, `/errors/{slug}`: the constant's name in lower case with hyphens}
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
