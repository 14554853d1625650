package dev.ninestep.token;

import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.Issuer;
import java.time.Instant;

/// Signs security event tokens, with the keys of access tokens: whoever gets them has these keys
/// already, and `typ` tells the two apart. No access token can be made of one: it has neither `exp`
/// nor `sub`.
///
/// Safe for any number of threads.
///
/// @spec https://www.rfc-editor.org/rfc/rfc8417 RFC 8417
/// @spec https://openid.net/specs/openid-sharedsignals-framework-1_0.html#section-4 SSF 1.0 §4
public final class SecurityEvents {

  /// The media type of a security event token.
  public static final String MEDIA_TYPE = "application/secevent+jwt";

  /// The only type of event there is.
  ///
  /// @spec https://openid.net/specs/openid-caep-1_0.html#section-3.1 CAEP 1.0 §3.1
  public static final String SESSION_REVOKED =
      "https://schemas.openid.net/secevent/caep/event-type/session-revoked";

  private final Issuer issuer;
  private volatile Jws jws;

  /// Events of one issuer.
  ///
  /// @param ring holds the keys
  /// @param issuer the `iss` of every event
  public SecurityEvents(KeyRing ring, Issuer issuer) {
    this.issuer = issuer;
    this.jws = jws(ring);
  }

  private static Jws jws(KeyRing ring) {
    return new Jws(ring.accessTokens(), "secevent+jwt", Crypto.best());
  }

  /// From here on signs with the keys of another ring.
  ///
  /// @param ring the ring
  public void use(KeyRing ring) {
    jws = jws(ring);
  }

  /// Signs an event.
  ///
  /// @param event the event
  /// @param now when it is signed (`iat`)
  /// @return the token
  public String sign(SecurityEvent event, Instant now) {
    var claims =
        new ClaimsWriter()
            .text("iss", issuer.value())
            .text("aud", event.audience())
            .time("iat", now)
            .text("jti", event.id());
    event.transaction().ifPresent(flow -> claims.text("txn", flow.toString()));
    return jws.sign(
        claims
            .within("sub_id", id -> subject(id, event.subject()))
            .within("events", types -> types.within(SESSION_REVOKED, e -> revoked(e, event)))
            .bytes());
  }

  private static void revoked(ClaimsWriter claims, SecurityEvent event) {
    claims
        .time("event_timestamp", event.at())
        .text("initiating_entity", event.by().toString())
        .within("reason_admin", reason -> reason.text("en", event.reason()));
  }

  /// @spec https://www.rfc-editor.org/rfc/rfc9493#section-3 RFC 9493 §3
  private void subject(ClaimsWriter id, EventSubject subject) {
    id.text("format", "complex");
    switch (subject) {
      case EventSubject.Session(var account, var flow) -> {
        user(id, account);
        id.within("session", session -> opaque(session, flow.toString()));
      }
      case EventSubject.User(var account) -> user(id, account);
      case EventSubject.Application(var client) ->
          id.within("application", application -> opaque(application, client.value()));
    }
  }

  private void user(ClaimsWriter id, AccountId account) {
    id.within(
        "user",
        user ->
            user.text("format", "iss_sub")
                .text("iss", issuer.value())
                .text("sub", account.toString()));
  }

  private static void opaque(ClaimsWriter id, String value) {
    id.text("format", "opaque").text("id", value);
  }
}
