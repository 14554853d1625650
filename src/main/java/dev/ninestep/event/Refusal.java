package dev.ninestep.event;

import static dev.ninestep.event.Face.BEARER;
import static dev.ninestep.event.Face.JSON;
import static dev.ninestep.event.Face.PAGE;
import static dev.ninestep.event.Face.REDIRECT;

import dev.ninestep.protocol.Step;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Every way a flow can fail, each described once: the response, the page behind `error_uri`, the
/// trace's diagnosis and the troubleshooting page are all rendered from here. The client learns the
/// registered error code, the trace the broken rule.
///
/// A name, once shipped, is never changed: it stands in the log for ever.
public enum Refusal {

  // Step 0 and steps 6 to 9: the MCP URL.

  TOKEN_MISSING(
      Step.CHALLENGE,
      401,
      "",
      Owner.NOBODY,
      "The request has no access token. Follow resource_metadata to get one.",
      "The request on the MCP URL carried no Authorization header.",
      "Nothing is wrong if this is a client's first request; otherwise send the header"
          + " Authorization: Bearer with the access token.",
      "RFC 6750 §3.1",
      BEARER),
  AUTHORIZATION_HEADER_MALFORMED(
      Step.CALL,
      400,
      "invalid_request",
      Owner.CLIENT,
      "The Authorization header is not one Bearer token.",
      "The Authorization header was sent twice, or is not the word Bearer, one space and a token.",
      "Send exactly one Authorization header of the form Bearer, one space, the access token.",
      "RFC 6750 §2.1",
      BEARER),
  TOKEN_IN_QUERY(
      Step.CALL,
      400,
      "invalid_request",
      Owner.CLIENT,
      "An access token must not be sent in the URL.",
      "The access token was sent as a query parameter, where logs and histories keep it.",
      "Send the token in the Authorization header, and treat the one that was in the URL as"
          + " leaked.",
      "OAuth 2.1 §5.1",
      BEARER),
  TOKEN_MALFORMED(
      Step.CALL,
      401,
      "invalid_token",
      Owner.CLIENT,
      "The access token cannot be read.",
      "The bearer token is not a signed access token: it is cut, altered, or something else, such"
          + " as a refresh token.",
      "Send the access_token of the token response, whole and unchanged.",
      "RFC 9068 §4",
      BEARER),
  TOKEN_SIGNATURE_WRONG(
      Step.CALL,
      401,
      "invalid_token",
      Owner.CLIENT,
      "The access token was not issued by this authorization server.",
      "The signature of the token does not verify with any key of this server, or its issuer is"
          + " another.",
      "Get a token from the authorization server that resource_metadata names.",
      "RFC 9068 §4",
      BEARER),
  TOKEN_EXPIRED(
      Step.CALL,
      401,
      "invalid_token",
      Owner.CLIENT,
      "The access token has expired. Use the refresh token.",
      "The access token lived its time out and the client did not refresh it.",
      "Use the refresh token to get a new access token.",
      "RFC 6750 §3.1",
      BEARER),
  TOKEN_WRONG_AUDIENCE(
      Step.CALL,
      401,
      "invalid_token",
      Owner.CLIENT,
      "The access token was issued for another resource.",
      "The audience of the token is not the resource that was called.",
      "Ask for a token with the resource parameter set to this MCP URL.",
      "RFC 8707 §2",
      BEARER),
  TOKEN_REVOKED(
      Step.CALL,
      401,
      "invalid_token",
      Owner.USER,
      "The access token was revoked. Authorize again.",
      "The grant behind the token was revoked: by the user, an operator, the client, or because a"
          + " code or refresh token came twice.",
      "Connect again from the client; the trace of the flow says who revoked it and why.",
      "RFC 6750 §3.1",
      BEARER),
  CALLER_ACCOUNT_SUSPENDED(
      Step.CALL,
      401,
      "invalid_token",
      Owner.OPERATOR,
      "The connection is inactive: the account is suspended.",
      "The account that consented has been suspended by an operator.",
      "Contact the operator; once the account is reinstated the same tokens work again.",
      "RFC 6750 §3.1",
      BEARER),
  SCOPE_INSUFFICIENT(
      Step.CALL,
      403,
      "insufficient_scope",
      Owner.CLIENT,
      "The access token lacks a scope this call needs.",
      "The call needs a scope that the user has not been asked for.",
      "Authorize again with the scope named in the challenge.",
      "RFC 6750 §3.1",
      BEARER),
  ORIGIN_NOT_ALLOWED(
      Step.CALL,
      403,
      "invalid_request",
      Owner.OPERATOR,
      "This Origin may not call the MCP URL.",
      "The request came from a web page whose origin is not on the list of this gateway.",
      "Add the origin to gateway.allowed-origins, if it is trusted.",
      "MCP Streamable HTTP",
      JSON),
  GATEWAY_STALE(
      Step.CALL,
      503,
      "temporarily_unavailable",
      Owner.OPERATOR,
      "The gateway cannot confirm that the token still stands. Try again.",
      "The gateway has not heard from the log within its staleness budget, so it can no longer rule"
          + " out a revocation.",
      "Retry after the time given; look at the brokers and at the lag of this pod.",
      "RFC 9110 §15.6.4",
      JSON),
  UPSTREAM_UNREACHABLE(
      Step.CALL,
      502,
      "server_error",
      Owner.OPERATOR,
      "The MCP server behind the gateway cannot be reached.",
      "The connection to the upstream MCP server failed or broke before it answered.",
      "Check that the upstream is running and that its address in the configuration is right.",
      "RFC 9110 §15.6.3",
      JSON),
  UPSTREAM_TIMEOUT(
      Step.CALL,
      504,
      "server_error",
      Owner.OPERATOR,
      "The MCP server behind the gateway did not answer in time.",
      "The upstream MCP server sent no response head within the time allowed.",
      "Check the load of the upstream, or raise its timeout in the configuration.",
      "RFC 9110 §15.6.5",
      JSON),
  UPSTREAM_REFUSED_US(
      Step.CALL,
      502,
      "server_error",
      Owner.OPERATOR,
      "The MCP server behind the gateway refused the gateway.",
      "The upstream answered 401 or 403 to the gateway itself; passing that on would make the"
          + " client authorize again in a loop.",
      "Check how the upstream verifies the gateway's identity header.",
      "RFC 9110 §15.6.3",
      JSON),

  // Step 1: registration.

  REGISTRATION_NOT_JSON(
      Step.REGISTRATION,
      415,
      "invalid_client_metadata",
      Owner.CLIENT,
      "A registration is sent as application/json.",
      "The registration request has another content type than application/json.",
      "Send the client metadata as a JSON object with Content-Type: application/json.",
      "RFC 7591 §3.1",
      JSON),
  REGISTRATION_MALFORMED(
      Step.REGISTRATION,
      400,
      "invalid_client_metadata",
      Owner.CLIENT,
      "The client metadata is not a well-formed JSON object.",
      "The body is not JSON, names a member twice, is nested too deeply, or a member has the wrong"
          + " type.",
      "Send one JSON object with the members of RFC 7591; the reference names the member at fault.",
      "RFC 7591 §3.1",
      JSON),
  REDIRECT_URIS_MISSING(
      Step.REGISTRATION,
      400,
      "invalid_redirect_uri",
      Owner.CLIENT,
      "redirect_uris is missing or empty.",
      "The client did not say where users may be sent back to.",
      "Register at least one redirect URI.",
      "RFC 7591 §2",
      JSON),
  REDIRECT_URI_NOT_ALLOWED(
      Step.REGISTRATION,
      400,
      "invalid_redirect_uri",
      Owner.CLIENT,
      "A redirect_uri must be https, or http on localhost.",
      "A redirect URI is neither https nor http to localhost, 127.0.0.1 or [::1], nor of an allowed"
          + " private-use scheme, or it has a fragment, user information, a wildcard or a control"
          + " character.",
      "Ensure redirect_uri is https or http://localhost.",
      "RFC 8252 §7",
      JSON,
      PAGE),
  CLIENT_NAME_NOT_FIT(
      Step.REGISTRATION,
      400,
      "invalid_client_metadata",
      Owner.CLIENT,
      "client_name must be 1 to 200 printable characters.",
      "The name is blank, too long, or has control or invisible characters that could deceive a"
          + " user.",
      "Choose a plain name.",
      "RFC 7591 §5",
      JSON),
  GRANT_TYPE_NOT_OFFERED(
      Step.REGISTRATION,
      400,
      "invalid_client_metadata",
      Owner.CLIENT,
      "A client may register authorization_code and refresh_token only.",
      "The registration asks for the implicit, password or client_credentials grant and for nothing"
          + " that is offered.",
      "Register with grant_types authorization_code and refresh_token.",
      "RFC 7591 §2.1",
      JSON),
  RESPONSE_TYPE_NOT_OFFERED(
      Step.REGISTRATION,
      400,
      "invalid_client_metadata",
      Owner.CLIENT,
      "The only response type is code.",
      "The registration asks for another response type than code.",
      "Register with response_types code.",
      "RFC 7591 §2.1",
      JSON),
  AUTH_METHOD_NOT_OFFERED(
      Step.REGISTRATION,
      400,
      "invalid_client_metadata",
      Owner.CLIENT,
      "This token_endpoint_auth_method is not offered.",
      "The registration asks for a client authentication method that the metadata does not list.",
      "Use one of token_endpoint_auth_methods_supported.",
      "RFC 7591 §2",
      JSON),

  CLIENT_KEYS_NOT_FIT(
      Step.REGISTRATION,
      400,
      "invalid_client_metadata",
      Owner.CLIENT,
      "private_key_jwt needs public keys, in jwks or at jwks_uri.",
      "The client registers private_key_jwt without keys, gives both jwks and jwks_uri, or its jwks"
          + " holds something that is not a public key.",
      "Register one of the two: jwks as an object with public EC, RSA or OKP keys, or an https"
          + " jwks_uri.",
      "RFC 7591 §2",
      JSON),
  METADATA_URL_NOT_ALLOWED(
      Step.REGISTRATION,
      400,
      "invalid_client_metadata",
      Owner.CLIENT,
      "A URL in the client metadata must be https with a public host name.",
      "jwks_uri, client_uri, logo_uri, policy_uri or tos_uri is not https, or its host is an"
          + " address or a local name; the reference names which.",
      "Use an https URL with a host name, or leave the member out.",
      "RFC 7591 §5",
      JSON),
  SOFTWARE_STATEMENT_NOT_TRUSTED(
      Step.REGISTRATION,
      400,
      "invalid_software_statement",
      Owner.CLIENT,
      "Software statements are not accepted here.",
      "The registration carries a software_statement, and this server trusts no issuer of them.",
      "Register without software_statement.",
      "RFC 7591 §3.2.2",
      JSON),
  REGISTRATIONS_TOO_MANY(
      Step.REGISTRATION,
      429,
      "too_many_requests",
      Owner.CLIENT,
      "Too many new clients were registered from this address. Try again later.",
      "More clients have registered from one address within an hour than registration.per-hour"
          + " allows; a client that registers the same again is not counted.",
      "Wait the seconds of Retry-After; a client has to keep the client_id it was given.",
      "RFC 6585 §4",
      JSON),
  REGISTRATION_TOKEN_WRONG(
      Step.REGISTRATION,
      401,
      "invalid_token",
      Owner.CLIENT,
      "The registration_access_token is missing or wrong, or the client is gone.",
      "A registration was to be read, replaced or deleted without the token that was given with it,"
          + " or it does not exist any more.",
      "Send the registration_access_token of the registration, or register again.",
      "RFC 7592 §2",
      JSON,
      BEARER),
  REGISTRATION_OF_ANOTHER(
      Step.REGISTRATION,
      400,
      "invalid_client_metadata",
      Owner.CLIENT,
      "client_id or client_secret is not the one of this registration.",
      "The body of a replacement names another client_id, or a client_secret that is not the"
          + " client's.",
      "Send the client_id as it is; a client cannot choose its own secret.",
      "RFC 7592 §2.2",
      JSON),
  CLIENT_ID_URL_MALFORMED(
      Step.REGISTRATION,
      400,
      "invalid_client",
      Owner.CLIENT,
      "The client_id is a URL that cannot name a client.",
      "The client_id is a URL, but not https with a host and a path, or it has user information, a"
          + " fragment or dot segments; nothing was fetched.",
      "Use the https URL of the client's metadata document, written plainly.",
      "OAuth 2.1 §2.2",
      PAGE,
      JSON),
  CLIENT_DOCUMENT_UNREACHABLE(
      Step.REGISTRATION,
      400,
      "invalid_client",
      Owner.CLIENT,
      "The document that the client_id names could not be fetched.",
      "The name did not resolve to a public address, or there was no connection, no trusted"
          + " certificate or no answer in time; the reference names which.",
      "Try again; if it stays, whoever makes the client has to put its document where everybody can"
          + " fetch it. An operator of a closed network can preset it in clients.documents.",
      "RFC 7591 §5",
      PAGE,
      JSON),
  CLIENT_DOCUMENT_NOT_SERVED(
      Step.REGISTRATION,
      400,
      "invalid_client",
      Owner.CLIENT,
      "The URL that the client_id names does not serve a metadata document.",
      "The answer was a redirect, another status than 200, another content type than JSON,"
          + " compressed, or larger than 5 KiB.",
      "Whoever makes the client has to serve the document with status 200 at exactly this URL.",
      "RFC 7591 §5",
      PAGE,
      JSON),
  CLIENT_DOCUMENT_MALFORMED(
      Step.REGISTRATION,
      400,
      "invalid_client",
      Owner.CLIENT,
      "The client's metadata document is not one this server can use.",
      "The document is not one JSON object, lacks client_name or redirect_uris, or asks for"
          + " something that is not offered; the reference names the member at fault.",
      "Whoever makes the client has to mend the document.",
      "RFC 7591 §2",
      PAGE,
      JSON),
  CLIENT_DOCUMENT_OF_ANOTHER(
      Step.REGISTRATION,
      400,
      "invalid_client",
      Owner.CLIENT,
      "The client's metadata document is about another client_id.",
      "The client_id in the document is not byte for byte the URL it was fetched from.",
      "Whoever makes the client has to write the document's own URL into it.",
      "RFC 7591 §2",
      PAGE,
      JSON),
  CLIENT_DOCUMENT_SECRET(
      Step.REGISTRATION,
      400,
      "invalid_client",
      Owner.CLIENT,
      "The client's metadata document has a secret in it, or needs one.",
      "Everybody can read the document, and it holds a client secret or a private key, or names an"
          + " authentication method that works with a shared secret.",
      "Whoever makes the client has to take the secret out, and to treat it as leaked.",
      "RFC 7591 §5",
      PAGE,
      JSON),
  CLIENT_DOCUMENTS_BUSY(
      Step.REGISTRATION,
      503,
      "temporarily_unavailable",
      Owner.OPERATOR,
      "Too many client documents are being fetched. Try again.",
      "The budget for fetching documents, of this host or of all, is spent for the moment: somebody"
          + " sends many client_ids that are URLs.",
      "Wait a minute and try again.",
      "RFC 9110 §15.6.4",
      PAGE,
      JSON),

  // Step 3: the authorization request.

  CLIENT_ID_MISSING(
      Step.AUTHORIZATION,
      400,
      "invalid_request",
      Owner.CLIENT,
      "The authorization request has no client_id.",
      "The browser arrived without a client_id, or with one that is not of the form.",
      "Start again from the client; if it happens again, the client is at fault.",
      "RFC 6749 §4.1.2.1",
      PAGE),
  CLIENT_UNKNOWN(
      Step.AUTHORIZATION,
      400,
      "invalid_request",
      Owner.CLIENT,
      "The client_id does not exist here.",
      "The client_id was never registered at this server, or its registration has been removed;"
          + " many clients keep a dead one for ever.",
      "Re-run client registration: remove the connector from the client and add it again.",
      "RFC 6749 §4.1.2.1",
      PAGE),
  REDIRECT_URI_MISSING(
      Step.AUTHORIZATION,
      400,
      "invalid_request",
      Owner.CLIENT,
      "The authorization request has no redirect_uri.",
      "The request names no redirect_uri and the client has registered more than one.",
      "The client has to send the redirect_uri it wants to use.",
      "OAuth 2.1 §2.3.2",
      PAGE,
      JSON),
  REDIRECT_URI_MISMATCH(
      Step.AUTHORIZATION,
      400,
      "invalid_request",
      Owner.CLIENT,
      "redirect_uri mismatch: it is not one that the client registered.",
      "The redirect_uri must be byte for byte one of the registered values; only the port of a"
          + " loopback address is free.",
      "Re-register the client with the URI it uses, or fix the URI; the trace shows the byte in"
          + " which the two differ.",
      "OAuth 2.1 §2.3.1",
      PAGE,
      JSON),
  PARAMETER_REPEATED(
      Step.AUTHORIZATION,
      400,
      "invalid_request",
      Owner.CLIENT,
      "A parameter was sent more than once.",
      "One parameter came twice, so that two readers could understand two different requests.",
      "Send every parameter once.",
      "OAuth 2.1 §3.1",
      PAGE,
      REDIRECT,
      JSON),
  REQUEST_URI_UNUSABLE(
      Step.AUTHORIZATION,
      400,
      "invalid_request",
      Owner.CLIENT,
      "The request_uri has expired, or was not made for this client.",
      "The browser came with a pushed request after more than 90 seconds, with one that is cut or"
          + " altered, or under another client_id than the one that handed it in.",
      "Start again from the client; it has to send the browser on as soon as it has the"
          + " request_uri.",
      "RFC 9126 §4",
      PAGE),
  RESPONSE_TYPE_MISSING(
      Step.AUTHORIZATION,
      400,
      "invalid_request",
      Owner.CLIENT,
      "response_type is missing.",
      "The authorization request has no response_type.",
      "Send response_type=code.",
      "RFC 6749 §3.1.1",
      REDIRECT,
      PAGE,
      JSON),
  RESPONSE_TYPE_UNSUPPORTED(
      Step.AUTHORIZATION,
      400,
      "unsupported_response_type",
      Owner.CLIENT,
      "The only response type is code.",
      "The authorization request asks for another response type than code.",
      "Send response_type=code.",
      "OAuth 2.1 §4.1.1",
      REDIRECT,
      PAGE,
      JSON),
  RESPONSE_MODE_UNSUPPORTED(
      Step.AUTHORIZATION,
      400,
      "invalid_request",
      Owner.CLIENT,
      "The only response mode is query.",
      "The authorization request asks for another response mode than query.",
      "Leave response_mode out.",
      "OAuth 2.1 §4.1.2",
      REDIRECT,
      PAGE,
      JSON),
  REQUEST_OBJECT_UNSUPPORTED(
      Step.AUTHORIZATION,
      400,
      "request_not_supported",
      Owner.CLIENT,
      "Request objects are not supported.",
      "The authorization request carries request or request_uri.",
      "Send plain parameters.",
      "RFC 9101 §6",
      REDIRECT,
      PAGE,
      JSON),
  CODE_CHALLENGE_MISSING(
      Step.AUTHORIZATION,
      400,
      "invalid_request",
      Owner.CLIENT,
      "PKCE is required: code_challenge is missing.",
      "The client does not use PKCE.",
      "Update the client: it must send code_challenge and code_challenge_method=S256.",
      "RFC 7636 §4.4.1",
      REDIRECT,
      PAGE,
      JSON),
  CODE_CHALLENGE_PLAIN(
      Step.AUTHORIZATION,
      400,
      "invalid_request",
      Owner.CLIENT,
      "PKCE with S256 is required: plain is rejected.",
      "The client sent code_challenge_method=plain, or none, which means plain.",
      "Update the client: it must send code_challenge_method=S256.",
      "RFC 7636 §4.3",
      REDIRECT,
      PAGE,
      JSON),
  CODE_CHALLENGE_METHOD_UNKNOWN(
      Step.AUTHORIZATION,
      400,
      "invalid_request",
      Owner.CLIENT,
      "The only code_challenge_method is S256.",
      "The client sent a code_challenge_method that does not exist; the name is case-sensitive.",
      "The client must send code_challenge_method=S256.",
      "RFC 7636 §4.3",
      REDIRECT,
      PAGE,
      JSON),
  CODE_CHALLENGE_MALFORMED(
      Step.AUTHORIZATION,
      400,
      "invalid_request",
      Owner.CLIENT,
      "code_challenge is not the base64url form of a SHA-256.",
      "An S256 challenge is exactly 43 base64url characters without padding.",
      "The client must send BASE64URL(SHA256(code_verifier)) without padding.",
      "RFC 7636 §4.2",
      REDIRECT,
      PAGE,
      JSON),
  RESOURCE_UNKNOWN(
      Step.AUTHORIZATION,
      400,
      "invalid_target",
      Owner.CLIENT,
      "The resource is not one that this server protects.",
      "The resource parameter is relative, has a fragment, or names a URL this server does not"
          + " protect.",
      "Use the resource value of the protected-resource metadata.",
      "RFC 8707 §2",
      REDIRECT,
      PAGE,
      JSON),
  SCOPE_MALFORMED(
      Step.AUTHORIZATION,
      400,
      "invalid_scope",
      Owner.CLIENT,
      "The scope is not well-formed.",
      "The scope parameter is too long or has characters no scope may have.",
      "Send scope tokens with single spaces between them.",
      "RFC 6749 §3.3",
      REDIRECT,
      PAGE,
      JSON),
  STATE_TOO_LONG(
      Step.AUTHORIZATION,
      400,
      "invalid_request",
      Owner.CLIENT,
      "state is longer than 4096 characters.",
      "The client put more into state than this server sends back.",
      "Keep the data at the client and send a short reference as state.",
      "RFC 6749 §4.1.1",
      REDIRECT,
      PAGE,
      JSON),
  PROMPT_CONTRADICTORY(
      Step.AUTHORIZATION,
      400,
      "invalid_request",
      Owner.CLIENT,
      "prompt=none does not go with another prompt.",
      "The client wants no page to be shown and one to be shown.",
      "Send prompt=none alone, or leave none out.",
      "OpenID Connect Core §3.1.2.1",
      REDIRECT,
      PAGE,
      JSON),
  MAX_AGE_MALFORMED(
      Step.AUTHORIZATION,
      400,
      "invalid_request",
      Owner.CLIENT,
      "max_age is not a number of seconds.",
      "max_age is not a whole number of at most nine digits.",
      "Send max_age in seconds, or leave it out.",
      "OpenID Connect Core §3.1.2.1",
      REDIRECT,
      PAGE,
      JSON),
  LOGIN_REQUIRED(
      Step.AUTHORIZATION,
      400,
      "login_required",
      Owner.CLIENT,
      "The user has to sign in, and the client wants no page to be shown.",
      "The client sent prompt=none, and nobody is signed in, or not recently enough.",
      "Send the user again, without prompt=none.",
      "OpenID Connect Core §3.1.2.6",
      REDIRECT,
      PAGE),
  CONSENT_REQUIRED(
      Step.AUTHORIZATION,
      400,
      "consent_required",
      Owner.CLIENT,
      "The user has to be asked, and the client wants no page to be shown.",
      "The client sent prompt=none, and the user has not allowed exactly this before, or the client"
          + " is one that is asked about each time.",
      "Send the user again, without prompt=none.",
      "OpenID Connect Core §3.1.2.6",
      REDIRECT,
      PAGE),
  AUTHORIZATION_REQUEST_EXPIRED(
      Step.AUTHORIZATION,
      400,
      "invalid_request",
      Owner.USER,
      "This sign-in has expired. Start again from the client.",
      "The page was open for more than an hour, or its address was altered.",
      "Start again from the client.",
      "RFC 6749 §4.1.1",
      PAGE),
  SIGN_IN_FAILED(
      Step.AUTHORIZATION,
      401,
      "access_denied",
      Owner.USER,
      "The name or the password is wrong.",
      "The user's name or password did not match.",
      "Try again, or ask the operator to reset the password.",
      "OWASP ASVS 6.3.8",
      PAGE),
  SIGN_IN_FORGED(
      Step.AUTHORIZATION,
      403,
      "invalid_request",
      Owner.USER,
      "This form was not opened in this browser. Open it again.",
      "The sign-in form came without the cookie of the browser it was made for: cookies are"
          + " blocked, or another site sent it.",
      "Allow cookies for this site and start again from the client.",
      "OWASP ASVS 3.5.1",
      PAGE),
  SIGN_IN_BUSY(
      Step.AUTHORIZATION,
      503,
      "temporarily_unavailable",
      Owner.OPERATOR,
      "Too many people are signing in. Try again in a moment.",
      "All places for checking passwords are taken and the queue is full.",
      "Wait a few seconds and try again.",
      "RFC 9110 §15.6.4",
      PAGE),
  ACCOUNTS_UNAVAILABLE(
      Step.AUTHORIZATION,
      503,
      "temporarily_unavailable",
      Owner.OPERATOR,
      "Nobody can sign in at the moment. Try again.",
      "The database that holds accounts did not answer.",
      "Wait a few seconds and try again; look at the database.",
      "RFC 9110 §15.6.4",
      PAGE),

  // Step 4: consent.

  CONSENT_EXPIRED(
      Step.CONSENT,
      400,
      "access_denied",
      Owner.USER,
      "The consent page has expired. Reload it.",
      "The user stayed on the consent page for longer than its nonce lives.",
      "Reload the consent screen and decide again.",
      "MCP security best practices, consent",
      PAGE),
  CONSENT_REPEATED(
      Step.CONSENT,
      400,
      "access_denied",
      Owner.USER,
      "This consent page has already been used.",
      "The same page was submitted twice: a double click, the back button, or two tabs.",
      "If the client is not connected, start again from the client.",
      "MCP security best practices, consent",
      PAGE),
  CONSENT_FORGED(
      Step.CONSENT,
      403,
      "access_denied",
      Owner.USER,
      "This page was not opened in this browser. Start again from the client.",
      "The decision came without the nonce, or from another browser or account than the one the"
          + " page was shown to.",
      "Allow cookies for this site and start again from the client.",
      "MCP security best practices, consent",
      PAGE),
  CONSENT_DENIED(
      Step.CONSENT,
      303,
      "access_denied",
      Owner.USER,
      "The user denied access.",
      "The user pressed Deny.",
      "Start again from the client if that was a mistake.",
      "RFC 6749 §4.1.2.1",
      REDIRECT),
  ACCOUNT_SUSPENDED(
      Step.CONSENT,
      403,
      "access_denied",
      Owner.OPERATOR,
      "The account is suspended.",
      "The account has been suspended by an operator.",
      "Contact the operator.",
      "RFC 6749 §4.1.2.1",
      PAGE,
      JSON),

  // Step 5: the token endpoint.

  TOKEN_REQUEST_NOT_FORM(
      Step.TOKEN,
      400,
      "invalid_request",
      Owner.CLIENT,
      "This request is sent as application/x-www-form-urlencoded.",
      "The request to the token, revocation or introspection endpoint has another content type.",
      "Send the parameters as a form in the body.",
      "RFC 6749 §3.2",
      JSON),
  TOKEN_REQUEST_IN_QUERY(
      Step.TOKEN,
      400,
      "invalid_request",
      Owner.CLIENT,
      "The parameters of this request must not be in the URL.",
      "Parameters of a token, revocation or introspection request were sent in the URL, where logs"
          + " keep them.",
      "Send the parameters in the body, and treat what was in the URL as leaked.",
      "OAuth 2.1 §3.2",
      JSON),
  GRANT_TYPE_MISSING(
      Step.TOKEN,
      400,
      "invalid_request",
      Owner.CLIENT,
      "grant_type is missing.",
      "The token request has no grant_type.",
      "Send grant_type, such as authorization_code or refresh_token.",
      "RFC 6749 §4.1.3",
      JSON),
  TOKEN_REQUESTS_TOO_MANY(
      Step.TOKEN,
      429,
      "too_many_requests",
      Owner.CLIENT,
      "This client asks for tokens too often. Wait the seconds of Retry-After.",
      "The client came to the token endpoint more often within a minute than tokens.per-minute"
          + " allows; refused requests count too.",
      "Wait the seconds of Retry-After, and look for a loop that refreshes or retries without"
          + " backing off.",
      "RFC 6585 §4",
      JSON),
  GRANT_TYPE_UNSUPPORTED(
      Step.TOKEN,
      400,
      "unsupported_grant_type",
      Owner.CLIENT,
      "This grant_type is not offered.",
      "The token request asks for a grant this server does not offer.",
      "Use one of grant_types_supported.",
      "RFC 6749 §5.2",
      JSON),
  GRANT_TYPE_NOT_REGISTERED(
      Step.TOKEN,
      400,
      "unauthorized_client",
      Owner.CLIENT,
      "The client may not use this grant_type.",
      "The client did not register the grant type it asks for, or is a public client that asks for"
          + " a token of its own.",
      "Register with the grant type in grant_types and with a way to authenticate.",
      "RFC 6749 §5.2",
      JSON),
  RESOURCE_NOT_PROTECTED(
      Step.TOKEN,
      400,
      "invalid_target",
      Owner.CLIENT,
      "The resource is not one that this server protects.",
      "The resource parameter of the token request names none, or more than one, of the resources"
          + " this server protects.",
      "Use the resource value of the protected-resource metadata.",
      "RFC 8707 §2",
      JSON),
  SCOPE_NOT_FOR_CLIENTS(
      Step.TOKEN,
      400,
      "invalid_scope",
      Owner.CLIENT,
      "No client may have this scope for itself.",
      "Of the scope asked for, the operator lets no client have anything without a user.",
      "Ask for less, or let a user authorize the client; the operator's list is"
          + " tokens.for-clients.",
      "RFC 6749 §4.4",
      JSON),
  CLIENT_CREDENTIALS_MISSING(
      Step.TOKEN,
      401,
      "invalid_client",
      Owner.CLIENT,
      "The request names no client.",
      "The token request has neither a client_id nor client credentials.",
      "Send client_id, or authenticate in the way the client registered.",
      "RFC 6749 §3.2.1",
      JSON),
  CLIENT_CREDENTIALS_TWICE(
      Step.TOKEN,
      400,
      "invalid_request",
      Owner.CLIENT,
      "The client authenticated in two ways at once.",
      "Credentials came in the Authorization header and in the body.",
      "Use one way only.",
      "RFC 6749 §2.3",
      JSON),
  CLIENT_CREDENTIALS_WRONG(
      Step.TOKEN,
      401,
      "invalid_client",
      Owner.CLIENT,
      "Client authentication failed.",
      "The client secret is wrong or missing, the header is malformed, or the client used another"
          + " method than it registered.",
      "Authenticate with the method and secret of the registration, or register again.",
      "RFC 6749 §5.2",
      JSON),
  CLIENT_ASSERTION_WRONG(
      Step.TOKEN,
      401,
      "invalid_client",
      Owner.CLIENT,
      "The client assertion is not one this client can have signed.",
      "The client_assertion is no JWT of this client: it cannot be read, names another client, or"
          + " is not signed with a registered key by an algorithm that is allowed.",
      "Sign it with the key whose public half is registered; iss and sub are the client_id, and"
          + " aud, exp and jti are there.",
      "RFC 7523 §3",
      JSON),
  CLIENT_ASSERTION_WRONG_AUDIENCE(
      Step.TOKEN,
      401,
      "invalid_client",
      Owner.CLIENT,
      "The client assertion is meant for another server.",
      "The aud of the client_assertion is not the issuer identifier of this server alone; one made"
          + " for somebody else could be replayed here.",
      "Set aud to the issuer value of the metadata, and to nothing else.",
      "OAuth 2.1 §2.4",
      JSON),
  CLIENT_ASSERTION_NOT_NOW(
      Step.TOKEN,
      401,
      "invalid_client",
      Owner.CLIENT,
      "The client assertion has expired, or is not valid yet, or for too long.",
      "The exp of the client_assertion is past or more than ten minutes ahead, or its iat or nbf is"
          + " ahead of the clock.",
      "Make a fresh assertion for each request that lives a few minutes, and check the client's"
          + " clock.",
      "RFC 7523 §3",
      JSON),
  CLIENT_ASSERTION_REPLAYED(
      Step.TOKEN,
      401,
      "invalid_client",
      Owner.CLIENT,
      "The client assertion has been used before.",
      "A client_assertion with the same jti came before; each counts once, on whatever pod it"
          + " comes.",
      "Make a fresh assertion with a jti of its own for each request.",
      "RFC 7523 §3",
      JSON),
  CLIENT_UNKNOWN_AT_TOKEN(
      Step.TOKEN,
      401,
      "invalid_client",
      Owner.CLIENT,
      "The client_id does not exist here.",
      "The client_id was never registered at this server, or its registration has been removed.",
      "Register again.",
      "RFC 6749 §5.2",
      JSON),
  CODE_MISSING(
      Step.TOKEN,
      400,
      "invalid_request",
      Owner.CLIENT,
      "code is missing.",
      "The token request has no code.",
      "Send the code of the redirect.",
      "RFC 6749 §4.1.3",
      JSON),
  CODE_UNKNOWN(
      Step.TOKEN,
      400,
      "invalid_grant",
      Owner.CLIENT,
      "The authorization code is not valid.",
      "The code was not issued by this server, or was cut or altered on the way.",
      "Restart the flow, and send the code exactly as the redirect carried it, URL-decoded once.",
      "RFC 6749 §5.2",
      JSON),
  CODE_OF_ANOTHER_CLIENT(
      Step.TOKEN,
      400,
      "invalid_grant",
      Owner.CLIENT,
      "The authorization code is not valid.",
      "The code was issued to another client than the one that presents it.",
      "Use the client_id of the authorization request for the token request too.",
      "RFC 6749 §4.1.3",
      JSON),
  CODE_EXPIRED(
      Step.TOKEN,
      400,
      "invalid_grant",
      Owner.CLIENT,
      "The authorization code has expired. Restart the flow.",
      "The code was presented after its lifetime.",
      "Restart the flow; the client has to redeem the code at once.",
      "RFC 6749 §4.1.2",
      JSON),
  CODE_REPLAYED(
      Step.TOKEN,
      400,
      "invalid_grant",
      Owner.CLIENT,
      "The authorization code was already redeemed. Restart the flow.",
      "The same code came twice with the right verifier; all tokens of the grant have been"
          + " revoked.",
      "Restart the flow; the client must redeem a code once and keep what it gets.",
      "OAuth 2.1 §4.1.3",
      JSON),
  CODE_REDIRECT_URI_MISMATCH(
      Step.TOKEN,
      400,
      "invalid_grant",
      Owner.CLIENT,
      "redirect_uri is not the one of the authorization request.",
      "The redirect_uri of the token request differs from the one used at the authorize step.",
      "Send the same redirect_uri again, byte for byte.",
      "RFC 6749 §4.1.3",
      JSON),
  CODE_VERIFIER_MISSING(
      Step.TOKEN,
      400,
      "invalid_grant",
      Owner.CLIENT,
      "code_verifier is missing.",
      "The token request has no code_verifier.",
      "Send the code_verifier that the code_challenge was made of.",
      "RFC 7636 §4.5",
      JSON),
  CODE_VERIFIER_MALFORMED(
      Step.TOKEN,
      400,
      "invalid_grant",
      Owner.CLIENT,
      "code_verifier must be 43 to 128 unreserved characters.",
      "The code_verifier is too short, too long, or has characters no verifier may have.",
      "Send the original random string of 43 to 128 URL-safe characters.",
      "RFC 7636 §4.1",
      JSON),
  CODE_VERIFIER_IS_CHALLENGE(
      Step.TOKEN,
      400,
      "invalid_grant",
      Owner.CLIENT,
      "code_verifier is the code_challenge itself.",
      "The client sent the base64 hash in place of the original random string.",
      "Send the original random string that the challenge is the SHA-256 of.",
      "RFC 7636 §4.6",
      JSON),
  CODE_VERIFIER_WRONG(
      Step.TOKEN,
      400,
      "invalid_grant",
      Owner.CLIENT,
      "code_verifier does not match the code_challenge.",
      "The SHA-256 of the verifier is not the challenge of the authorization request: often two"
          + " flows were mixed up.",
      "Keep the verifier of each flow with its state, and send the one that belongs to this code.",
      "RFC 7636 §4.6",
      JSON),
  RESOURCE_NOT_GRANTED(
      Step.TOKEN,
      400,
      "invalid_target",
      Owner.CLIENT,
      "The resource is not the one that was authorized.",
      "The token request asks for another resource than the user consented to.",
      "Send the resource of the authorization request, or none.",
      "RFC 8707 §2.2",
      JSON),
  REFRESH_TOKEN_MISSING(
      Step.REFRESH,
      400,
      "invalid_request",
      Owner.CLIENT,
      "refresh_token is missing.",
      "The token request has no refresh_token.",
      "Send the refresh token.",
      "RFC 6749 §6",
      JSON),
  REFRESH_TOKEN_UNKNOWN(
      Step.REFRESH,
      400,
      "invalid_grant",
      Owner.CLIENT,
      "The refresh token is not valid.",
      "The refresh token was not issued by this server, or was cut or altered, or is something"
          + " else, such as an access token.",
      "Send the refresh token exactly as it was issued, or authorize again.",
      "RFC 6749 §5.2",
      JSON),
  REFRESH_TOKEN_OF_ANOTHER_CLIENT(
      Step.REFRESH,
      400,
      "invalid_grant",
      Owner.CLIENT,
      "The refresh token is not valid.",
      "The refresh token was issued to another client than the one that presents it.",
      "Use the client_id the token was issued to.",
      "RFC 6749 §6",
      JSON),
  REFRESH_TOKEN_EXPIRED(
      Step.REFRESH,
      400,
      "invalid_grant",
      Owner.USER,
      "The refresh token has expired. Authorize again.",
      "The refresh token was not used for longer than its idle lifetime, or the grant reached its"
          + " absolute lifetime.",
      "Authorize again; to avoid it, let the client refresh before each access token expires.",
      "OAuth 2.1 §4.3",
      JSON),
  REFRESH_TOKEN_REUSED(
      Step.REFRESH,
      400,
      "invalid_grant",
      Owner.CLIENT,
      "The refresh token has already been rotated. The grant is revoked; authorize again.",
      "A refresh token came again after its successor was issued; OAuth 2.1 requires the whole"
          + " grant family to be revoked.",
      "Re-authorize from the consent screen. If the client runs in several processes, let one of"
          + " them refresh.",
      "OAuth 2.1 §4.3.1",
      JSON),
  SCOPE_WIDER_THAN_GRANT(
      Step.REFRESH,
      400,
      "invalid_scope",
      Owner.CLIENT,
      "The scope is wider than the grant.",
      "The refresh asks for a scope the user has not consented to.",
      "Leave scope out, or authorize again to ask for more.",
      "RFC 6749 §6",
      JSON),
  GRANT_REVOKED(
      Step.TOKEN,
      400,
      "invalid_grant",
      Owner.USER,
      "The grant has been revoked. Authorize again.",
      "The grant was revoked before this request: by the user, an operator, the client, or an"
          + " earlier reuse.",
      "Re-authorize from the consent screen.",
      "RFC 6749 §5.2",
      JSON),
  GRANT_UNKNOWN(
      Step.TOKEN,
      400,
      "invalid_grant",
      Owner.USER,
      "The grant no longer exists. Authorize again.",
      "The code or token is authentic, but its grant ended so long ago that nothing of it is kept.",
      "Re-authorize from the consent screen.",
      "RFC 6749 §5.2",
      JSON),
  GRANT_UNREADABLE(
      Step.TOKEN,
      503,
      "temporarily_unavailable",
      Owner.OPERATOR,
      "This grant is closed until an operator has looked at it.",
      "A record of this grant in the log cannot be decoded, so the grant fails closed; the alarm"
          + " names topic, partition and offset.",
      "Contact the operator with the reference.",
      "RFC 9110 §15.6.4",
      JSON,
      PAGE,
      BEARER),
  LOG_UNAVAILABLE(
      Step.TOKEN,
      503,
      "temporarily_unavailable",
      Owner.OPERATOR,
      "The server cannot record this step now. Try again.",
      "The log did not show the fact within the budget, so nothing was issued.",
      "Retry after the time given; look at the brokers.",
      "RFC 9110 §15.6.4",
      JSON,
      PAGE,
      BEARER),

  // Behind step 5: revocation and introspection.

  TOKEN_PARAMETER_MISSING(
      Step.CALL,
      400,
      "invalid_request",
      Owner.CLIENT,
      "token is missing.",
      "The revocation or introspection request has no token.",
      "Send the token as the parameter named token, in a form in the body.",
      "RFC 7009 §2.1",
      JSON),
  TOKEN_OF_ANOTHER_CLIENT(
      Step.CALL,
      400,
      "invalid_grant",
      Owner.CLIENT,
      "The token was issued to another client.",
      "A client asked to revoke a token that was issued to another client; nothing was revoked.",
      "Use the client_id the token was issued to.",
      "RFC 7009 §2.1",
      JSON),
  INTROSPECTION_BY_PUBLIC_CLIENT(
      Step.CALL,
      401,
      "invalid_client",
      Owner.CLIENT,
      "Introspection needs a client that can authenticate.",
      "A public client asked about a token; anybody can say its client_id, so nothing is told.",
      "Ask as a resource server with the secret the operator has set for it, or as a confidential"
          + " client about its own tokens.",
      "RFC 7662 §2.1",
      JSON),

  // Any step: the request itself.

  REQUEST_MALFORMED(
      Step.AUTHORIZATION,
      400,
      "invalid_request",
      Owner.CLIENT,
      "The request is not well-formed.",
      "The request breaks HTTP or the encoding of its parameters.",
      "Fix the client; the reference names what was wrong.",
      "RFC 9110 §15.5.1",
      JSON,
      PAGE),
  METHOD_NOT_ALLOWED(
      Step.REGISTRATION,
      405,
      "invalid_request",
      Owner.CLIENT,
      "This method is not allowed here.",
      "The endpoint was called with a method it does not have.",
      "Use the method the Allow header names.",
      "RFC 9110 §15.5.6",
      JSON),
  NOT_FOUND(
      Step.METADATA,
      404,
      "not_found",
      Owner.CLIENT,
      "There is nothing at this URL.",
      "The path is not one of this server's: often a wrong server URL.",
      "Check the server URL; the MCP URL and the metadata are the only entrances.",
      "RFC 9110 §15.5.5",
      JSON,
      PAGE),
  BODY_TOO_LARGE(
      Step.REGISTRATION,
      413,
      "invalid_request",
      Owner.CLIENT,
      "The request body is too large.",
      "The body is larger than this endpoint takes.",
      "Send less; a registration or token request never needs more than 16 KiB.",
      "RFC 9110 §15.5.14",
      JSON),
  URI_TOO_LONG(
      Step.AUTHORIZATION,
      414,
      "invalid_request",
      Owner.CLIENT,
      "The request line is too long.",
      "The request line is longer than 16 KiB.",
      "Shorten state or scope, or the URL.",
      "RFC 9110 §15.5.15",
      JSON),
  HEADERS_TOO_LARGE(
      Step.CALL,
      431,
      "invalid_request",
      Owner.CLIENT,
      "The request headers are too large.",
      "The headers together are larger than 16 KiB.",
      "Send fewer or shorter headers; too many cookies are the usual cause.",
      "RFC 6585 §5",
      JSON),
  SERVER_ERROR(
      Step.TOKEN,
      500,
      "server_error",
      Owner.OPERATOR,
      "Something went wrong here.",
      "A defect of this program; its log has the details under the reference.",
      "Report it to the operator with the reference.",
      "RFC 9110 §15.6.1",
      JSON,
      PAGE),

  // Support.

  SUPPORT_NOT_ALLOWED(
      Step.CALL,
      403,
      "insufficient_scope",
      Owner.OPERATOR,
      "This needs the support scope or the support role.",
      "The token or session is not one of the support team.",
      "Sign in with a support account, or get a token with the scope support.",
      "RFC 6750 §3.1",
      BEARER,
      PAGE),
  SEARCH_MALFORMED(
      Step.CALL,
      400,
      "invalid_request",
      Owner.USER,
      "The search is not well-formed.",
      "A search parameter is missing or cannot be read.",
      "Give client_id, at (UTC, such as 2026-11-21T14:03Z) or error; the reference names the one at"
          + " fault.",
      "RFC 9110 §15.5.1",
      JSON,
      PAGE),
  FLOW_UNKNOWN(
      Step.CALL,
      404,
      "not_found",
      Owner.USER,
      "No flow has this reference.",
      "The reference is wrong, or the flow is older than what is kept.",
      "Search by client_id, minute and error.",
      "RFC 9110 §15.5.5",
      JSON,
      PAGE);

  private final Step step;
  private final int status;
  private final String error;
  private final Owner owner;
  private final String description;
  private final String cause;
  private final String fix;
  private final String specification;
  private final Set<Face> faces;

  Refusal(
      Step step,
      int status,
      String error,
      Owner owner,
      String description,
      String cause,
      String fix,
      String specification,
      Face face,
      Face... others) {
    this.step = step;
    this.status = status;
    this.error = error;
    this.owner = owner;
    this.description = description;
    this.cause = cause;
    this.fix = fix;
    this.specification = specification;
    this.faces = EnumSet.of(face, others);
  }

  /// The step in which it usually happens; a [StepRefused] says in which it did.
  ///
  /// @return the step
  public Step step() {
    return step;
  }

  /// The HTTP status of the response; of a redirect, 303.
  ///
  /// @return the status
  public int status() {
    return status;
  }

  /// The registered error code the client learns.
  ///
  /// @return the code, or empty for the one answer that must not carry any (RFC 6750 §3.1)
  public Optional<String> error() {
    return error.isEmpty() ? Optional.empty() : Optional.of(error);
  }

  /// Who has to act.
  ///
  /// @return the owner
  public Owner owner() {
    return owner;
  }

  /// The `error_description`: one or two sentences for whoever reads the response, in the
  /// characters RFC 6749 §5.2 allows, and never a reflection of what was sent.
  ///
  /// @return the description
  public String description() {
    return description;
  }

  /// What happened, in one sentence for the support agent.
  ///
  /// @return the cause
  public String cause() {
    return cause;
  }

  /// What to do about it, in one sentence for the user.
  ///
  /// @return the fix
  public String fix() {
    return fix;
  }

  /// Where the rule stands.
  ///
  /// @return a document and section, such as `RFC 7636 §4.6`
  public String specification() {
    return specification;
  }

  /// Whether it may travel this way.
  ///
  /// @param face the way
  /// @return true when it may
  public boolean mayTravelBy(Face face) {
    return faces.contains(face);
  }

  /// Its name in URLs: `/errors/{slug}`.
  ///
  /// @return the constant's name in lower case with hyphens
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
