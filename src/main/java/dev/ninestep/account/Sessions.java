package dev.ninestep.account;

import dev.ninestep.exchange.HostCookie;
import dev.ninestep.fold.Account;
import dev.ninestep.fold.Ledger;
import dev.ninestep.log.FlowLog;
import dev.ninestep.projection.StoredAccount;
import dev.ninestep.protocol.Issuer;
import dev.ninestep.protocol.Session;
import dev.ninestep.token.Mint;
import dev.ninestep.token.SealedValues;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Who is signed in at the browser a request comes from.
///
/// A session is what its cookie says, sealed. It ends twelve hours after the sign-in by the log's
/// time, however often it is used; and before that, on every pod, when its user signs out or its
/// account is suspended.
public final class Sessions {

  private static final Duration LIFETIME = Duration.ofHours(12);

  private final SealedValues sealed;
  private final Mint mint;
  private final Ledger ledger;
  private final FlowLog<?> log;
  private final HostCookie cookie;

  /// Sessions of one issuer.
  ///
  /// @param sealed seals and opens them
  /// @param mint names them
  /// @param ledger knows which accounts are suspended
  /// @param log tells the time
  /// @param issuer whose cookie carries them
  public Sessions(SealedValues sealed, Mint mint, Ledger ledger, FlowLog<?> log, Issuer issuer) {
    this.sealed = sealed;
    this.mint = mint;
    this.ledger = ledger;
    this.log = log;
    this.cookie = HostCookie.session(issuer);
  }

  /// The session a request belongs to.
  ///
  /// @param context the request
  /// @return the session, or empty when the cookie is missing, altered or too old, or when its
  ///   account is suspended
  public Optional<Session> of(RoutingContext context) {
    return cookie
        .read(context)
        .flatMap(sealed::openSession)
        .filter(session -> !log.now().isAfter(session.expiresAt()))
        .filter(session -> stands(ledger.account(session.account()), session));
  }

  private static boolean stands(Account account, Session session) {
    return account.isOpen() && !account.hasEnded(session);
  }

  /// Begins one. Its name is new whatever the browser sent, so a session that somebody planted
  /// there before is not the one that becomes signed in.
  void begin(RoutingContext context, StoredAccount account, Instant signedInAt) {
    var session =
        new Session(
            mint.session(), account.id(), account.role(), signedInAt, signedInAt.plus(LIFETIME));
    cookie.write(context, sealed.seal(session), LIFETIME);
  }

  /// Makes the browser forget it.
  void end(RoutingContext context) {
    cookie.remove(context);
  }
}
