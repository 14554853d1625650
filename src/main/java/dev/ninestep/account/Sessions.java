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
/// A session is what its cookie says, sealed, so whoever uses it gets a new cookie from time to
/// time. It ends half an hour after its last use or twelve hours after the sign-in, by the log's
/// time; and before that, on every pod, when its user signs out, the password changes, an operator
/// ends it, or its account is suspended.
public final class Sessions {

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

  /// The session a request belongs to, which is used by that.
  ///
  /// @param context the request
  /// @return the session, or empty when the cookie is missing, altered or too old, or when its
  ///   account is suspended
  public Optional<Session> of(RoutingContext context) {
    var session = unused(context);
    session.flatMap(known -> known.usedAt(log.now())).ifPresent(used -> keep(context, used));
    return session;
  }

  /// The session of a request that does not use it: its cookie stays as it is.
  ///
  /// @param context the request
  /// @return the session, or empty as above
  public Optional<Session> unused(RoutingContext context) {
    return cookie
        .read(context)
        .flatMap(sealed::openSession)
        .filter(session -> !session.isOver(log.now()))
        .filter(session -> stands(ledger.account(session.account()), session));
  }

  private void keep(RoutingContext context, Session session) {
    var lifetime = Duration.between(log.now(), session.expiresAt());
    cookie.write(context, sealed.seal(session), lifetime);
  }

  private static boolean stands(Account account, Session session) {
    return account.isOpen() && !account.hasEnded(session);
  }

  /// Begins one. Its name is new whatever the browser sent, so a session that somebody planted
  /// there before is not the one that becomes signed in.
  void begin(RoutingContext context, StoredAccount account, Instant signedInAt) {
    keep(context, Session.begin(mint.session(), account.id(), account.role(), signedInAt));
  }

  /// Makes the browser forget it.
  void end(RoutingContext context) {
    cookie.remove(context);
  }
}
