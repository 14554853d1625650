package dev.ninestep.token;

import dev.ninestep.protocol.AuthorizationCode;
import dev.ninestep.protocol.AuthorizationRequest;
import dev.ninestep.protocol.ConsentNonce;
import dev.ninestep.protocol.FormNonce;
import dev.ninestep.protocol.PushedRequest;
import dev.ninestep.protocol.RefreshToken;
import dev.ninestep.protocol.Session;
import dev.ninestep.protocol.SignInNonce;
import dev.ninestep.protocol.UpstreamSession;
import java.util.List;
import java.util.Optional;

/// Values that go out and come back unreadable and unchanged, so that no pod has to keep them:
/// AES-256-GCM, base64url, safe in URLs, forms and cookies.
///
/// A text opens only as the kind it was sealed as, and only whole: anything malformed, cut,
/// extended, altered, of another kind or of a key that is not in the ring is empty, never an
/// exception. What opens is authentic and nothing more: whether it has expired, was used before or
/// is presented by the client it names is for a decision. Times keep their milliseconds.
///
/// Safe for any number of threads, which never wait for one another.
public final class SealedValues {

  private final Sealer<AuthorizationCode> codes;
  private final Sealer<RefreshToken> refreshTokens;
  private final Sealer<AuthorizationRequest> requests;
  private final Sealer<ConsentNonce> consentNonces;
  private final Sealer<Session> sessions;
  private final Sealer<SignInNonce> signInNonces;
  private final Sealer<PushedRequest> pushedRequests;
  private final Sealer<FormNonce> formNonces;
  private final Sealer<UpstreamSession> upstreamSessions;

  /// Seals and opens with the keys of a ring.
  ///
  /// @param ring its sealing key seals, all its sealing keys open
  public SealedValues(KeyRing ring) {
    this(ring, Crypto.best());
  }

  SealedValues(KeyRing ring, Crypto crypto) {
    var keys = ring.sealing();
    this.codes = new Sealer<>(new CodePayload(), keys, crypto);
    this.refreshTokens = new Sealer<>(new RefreshPayload(), keys, crypto);
    this.requests = new Sealer<>(new RequestPayload(), keys, crypto);
    this.consentNonces = new Sealer<>(new ConsentPayload(), keys, crypto);
    this.sessions = new Sealer<>(new SessionPayload(), keys, crypto);
    this.signInNonces = new Sealer<>(new SignInPayload(), keys, crypto);
    this.pushedRequests = new Sealer<>(new PushedPayload(), keys, crypto);
    this.formNonces = new Sealer<>(new FormPayload(), keys, crypto);
    this.upstreamSessions = new Sealer<>(new UpstreamSessionPayload(), keys, crypto);
  }

  /// From here on seals and opens with the keys of another ring.
  ///
  /// @param ring the ring
  public void use(KeyRing ring) {
    var keys = ring.sealing();
    List.of(
            codes,
            refreshTokens,
            requests,
            consentNonces,
            sessions,
            signInNonces,
            pushedRequests,
            formNonces,
            upstreamSessions)
        .forEach(sealer -> sealer.use(keys));
  }

  /// Seals an authorization code.
  ///
  /// @param code the code
  /// @return what the redirect carries as `code`
  public String seal(AuthorizationCode code) {
    return codes.seal(code);
  }

  /// Opens an authorization code, whoever presents it: compare its client.
  ///
  /// @param text what the token request carries as `code`
  /// @return the code, or empty when this ring did not seal it
  public Optional<AuthorizationCode> openCode(String text) {
    return codes.open(text);
  }

  /// Seals a refresh token.
  ///
  /// @param token the token
  /// @return what the token response carries as `refresh_token`
  public String seal(RefreshToken token) {
    return refreshTokens.seal(token);
  }

  /// Opens a refresh token, whoever presents it: compare its client.
  ///
  /// @param text what the token request carries as `refresh_token`
  /// @return the token, or empty when this ring did not seal it
  public Optional<RefreshToken> openRefreshToken(String text) {
    return refreshTokens.open(text);
  }

  /// Seals an authorization request on its way through sign-in and consent.
  ///
  /// @param request the request
  /// @return what the page's address carries as `request`
  public String seal(AuthorizationRequest request) {
    return requests.seal(request);
  }

  /// Opens an authorization request.
  ///
  /// @param text what a page's address carries as `request`
  /// @return the request, or empty when this ring did not seal it
  public Optional<AuthorizationRequest> openRequest(String text) {
    return requests.open(text);
  }

  /// Seals the nonce of a consent page.
  ///
  /// @param nonce the nonce
  /// @return what the page's form carries
  public String seal(ConsentNonce nonce) {
    return consentNonces.seal(nonce);
  }

  /// Opens the nonce of a consent page.
  ///
  /// @param text what the page's form carries
  /// @return the nonce, or empty when this ring did not seal it
  public Optional<ConsentNonce> openConsentNonce(String text) {
    return consentNonces.open(text);
  }

  /// Seals a session.
  ///
  /// @param session the session
  /// @return the value of the session cookie
  public String seal(Session session) {
    return sessions.seal(session);
  }

  /// Opens a session.
  ///
  /// @param text the value of the session cookie
  /// @return the session, or empty when this ring did not seal it
  public Optional<Session> openSession(String text) {
    return sessions.open(text);
  }

  /// Seals the nonce of a sign-in page.
  ///
  /// @param nonce the nonce
  /// @return what the page's form carries
  public String seal(SignInNonce nonce) {
    return signInNonces.seal(nonce);
  }

  /// Opens the nonce of a sign-in page.
  ///
  /// @param text what the page's form carries
  /// @return the nonce, or empty when this ring did not seal it
  public Optional<SignInNonce> openSignInNonce(String text) {
    return signInNonces.open(text);
  }

  /// Seals a request that a client handed in.
  ///
  /// @param request the request
  /// @return what its `request_uri` ends in
  public String seal(PushedRequest request) {
    return pushedRequests.seal(request);
  }

  /// Opens a request that a client handed in.
  ///
  /// @param text what its `request_uri` ends in
  /// @return the request, or empty when this ring did not seal it
  public Optional<PushedRequest> openPushedRequest(String text) {
    return pushedRequests.open(text);
  }

  /// Seals the nonce of a form that a signed-in user is shown.
  ///
  /// @param nonce the nonce
  /// @return what the form carries
  public String seal(FormNonce nonce) {
    return formNonces.seal(nonce);
  }

  /// Opens the nonce of a form that a signed-in user was shown.
  ///
  /// @param text what the form carries
  /// @return the nonce, or empty when this ring did not seal it
  public Optional<FormNonce> openFormNonce(String text) {
    return formNonces.open(text);
  }

  /// Seals a session of an MCP server behind a gateway.
  ///
  /// @param session the session
  /// @return what its client calls it
  public String seal(UpstreamSession session) {
    return upstreamSessions.seal(session);
  }

  /// Opens a session of an MCP server behind a gateway, whoever presents it: compare its flow.
  ///
  /// @param text what a client calls it
  /// @return the session, or empty when this ring did not seal it
  public Optional<UpstreamSession> openUpstreamSession(String text) {
    return upstreamSessions.open(text);
  }
}
