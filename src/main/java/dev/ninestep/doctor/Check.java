package dev.ninestep.doctor;

import static dev.ninestep.protocol.Step.AUTHORIZATION;
import static dev.ninestep.protocol.Step.CALL;
import static dev.ninestep.protocol.Step.CHALLENGE;
import static dev.ninestep.protocol.Step.CONNECTION;
import static dev.ninestep.protocol.Step.CONSENT;
import static dev.ninestep.protocol.Step.METADATA;
import static dev.ninestep.protocol.Step.REFRESH;
import static dev.ninestep.protocol.Step.REGISTRATION;
import static dev.ninestep.protocol.Step.TOKEN;

import dev.ninestep.protocol.Step;
import java.util.Locale;

/// Everything that has to hold, in the order in which a client needs it: the first that does not is
/// where to begin.
enum Check {
  POST_WITHOUT_TOKEN(CHALLENGE, Need.NOTHING, "A POST without a token is challenged"),
  GET_WITHOUT_TOKEN(CHALLENGE, Need.ANSWER, "So is a GET"),
  STREAM_WITHOUT_TOKEN(CHALLENGE, Need.ANSWER, "So is a GET for a stream of events"),
  HEAD_WITHOUT_TOKEN(CHALLENGE, Need.ANSWER, "So is a HEAD"),
  WRONG_TOKEN(CHALLENGE, Need.ANSWER, "A token that is none is refused as such"),
  MCP_PREFLIGHT(CHALLENGE, Need.ANSWER, "A page in a browser may call"),
  CHALLENGE_READABLE(CHALLENGE, Need.ANSWER, "A page in a browser can read the challenge"),
  RESOURCE_METADATA(CHALLENGE, Need.ANSWER, "The metadata of the resource is found"),
  RESOURCE(CHALLENGE, Need.RESOURCE_DOCUMENT, "It names this very URL"),
  RESOURCE_SERVERS(CHALLENGE, Need.RESOURCE_DOCUMENT, "It names an authorization server"),
  RESOURCE_METADATA_AT_PATH(CHALLENGE, Need.ANSWER, "It is where clients look that were not told"),
  RESOURCE_METADATA_AT_ROOT(CHALLENGE, Need.ANSWER, "So it is without the path, or cleanly absent"),
  UNKNOWN_WELL_KNOWN(CHALLENGE, Need.ANSWER, "What is not well known is cleanly absent"),

  SERVER_METADATA(METADATA, Need.ANSWER, "The metadata of the authorization server is found"),
  ISSUER(METADATA, Need.SERVER_DOCUMENT, "Its issuer is the one it was found by"),
  ENDPOINTS(METADATA, Need.SERVER_DOCUMENT, "It names endpoints that a client can use"),
  PKCE_ADVERTISED(METADATA, Need.SERVER_DOCUMENT, "It offers PKCE with S256"),
  PUBLIC_CLIENTS(METADATA, Need.SERVER_DOCUMENT, "It admits clients without a secret"),
  REGISTRATION_OFFERED(METADATA, Need.SERVER_DOCUMENT, "It lets clients register themselves"),
  ISS_ADVERTISED(METADATA, Need.SERVER_DOCUMENT, "It says that redirects will carry iss"),
  METADATA_READABLE(METADATA, Need.SERVER_DOCUMENT, "A page in a browser can read it"),
  OPENID_CONFIGURATION(METADATA, Need.ANSWER, "The OpenID document agrees, or is cleanly absent"),
  KEYS(METADATA, Need.SERVER_DOCUMENT, "Its keys can be fetched"),

  REGISTRATION_PREFLIGHT(REGISTRATION, Need.SERVER_DOCUMENT, "A page in a browser may register"),
  REGISTER(REGISTRATION, Need.ANSWER, "A client on this computer can register"),
  REGISTER_MIXED(REGISTRATION, Need.CLIENT, "So can one with redirect URIs of three kinds"),

  AUTHORIZE(AUTHORIZATION, Need.CLIENT, "The authorization request is taken"),
  LOOPBACK_PORT(AUTHORIZATION, Need.CLIENT, "So it is with another port on this computer"),
  SURPLUS_SCOPE(AUTHORIZATION, Need.CLIENT, "So it is with scopes that do not exist here"),
  FOREIGN_REDIRECT(AUTHORIZATION, Need.CLIENT, "A redirect_uri of somebody else is refused"),
  PLAIN_CHALLENGE(AUTHORIZATION, Need.CLIENT, "PKCE with plain is refused"),
  NO_CHALLENGE(AUTHORIZATION, Need.CLIENT, "So is none at all"),
  FOREIGN_RESOURCE(AUTHORIZATION, Need.CLIENT, "So is a resource that is not here"),

  REDIRECT_BACK(CONSENT, Need.CLIENT, "The browser comes back with a code"),
  STATE(CONSENT, Need.CODE, "The state comes back as it was sent"),
  ISS(CONSENT, Need.CODE, "The redirect says who answers"),

  TOKEN_PREFLIGHT(TOKEN, Need.CLIENT, "A page in a browser may ask for tokens"),
  TOKEN_REFUSAL(TOKEN, Need.CLIENT, "A code that is none is refused in JSON"),
  CODE(TOKEN, Need.CODE, "The code becomes tokens"),
  NOT_STORED(TOKEN, Need.TOKENS, "No cache keeps them"),
  NO_VERIFIER(TOKEN, Need.MORE_CODES, "A code without its verifier is worth nothing"),
  WRONG_VERIFIER(TOKEN, Need.MORE_CODES, "So it is with another one"),
  FOREIGN_RESOURCE_AT_TOKEN(TOKEN, Need.MORE_CODES, "A code buys nothing for another resource"),
  CODE_AGAIN(TOKEN, Need.MORE_CODES, "A code works once"),

  INITIALIZE(CONNECTION, Need.TOKENS, "With the token it connects"),
  TOKEN_IN_QUERY(CONNECTION, Need.TOKENS, "A token in the query opens nothing"),
  STREAM(CONNECTION, Need.SESSION, "A stream of events begins at once, or is not offered"),

  TOOLS(CALL, Need.SESSION, "Tools are listed"),
  MODERN_REQUEST(CALL, Need.SESSION, "The headers of the newest revision arrive"),
  LARGE_REQUEST(CALL, Need.SESSION, "A request of 64 KiB passes"),

  REFRESHED(REFRESH, Need.REFRESH_TOKEN, "The refresh token gets new tokens"),
  ROTATED(REFRESH, Need.REFRESH_TOKEN, "One of them is a new refresh token"),
  REUSED(REFRESH, Need.REFRESH_TOKEN, "The old one is spent");

  private final Step step;
  private final Need need;
  private final String title;

  Check(Step step, Need need, String title) {
    this.step = step;
    this.need = need;
    this.title = title;
  }

  /// The step it belongs to.
  Step step() {
    return step;
  }

  /// What it cannot do without.
  Need need() {
    return need;
  }

  /// What has to hold, in one sentence without a full stop.
  String title() {
    return title;
  }

  /// Its name for programs, such as `loopback-port`.
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
