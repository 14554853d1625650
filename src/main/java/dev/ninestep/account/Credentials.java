package dev.ninestep.account;

import dev.ninestep.projection.Accounts;
import dev.ninestep.projection.PasswordHash;
import dev.ninestep.projection.StoredAccount;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Names and passwords, and whether they belong together.
///
/// @param accounts keeps them
/// @param passwords checks and hashes them
public record Credentials(Accounts accounts, Passwords passwords) {

  private static final Logger LOG = LoggerFactory.getLogger(Credentials.class);

  /// Finds out whose they are, in a place that is bounded. Wipes the password.
  ///
  /// @param admission what has to let the look-up happen first
  /// @return empty when no place is free to find out
  Optional<Future<Identity>> identify(
      Login login,
      Password typed,
      Function<Supplier<Future<Identity>>, Future<Identity>> admission) {
    var identified =
        passwords.inPlace(
            () -> admission.apply(() -> lookUp(login, typed)).onComplete(_ -> typed.wipe()));
    if (identified.isEmpty()) {
      typed.wipe();
    }
    return identified;
  }

  private Future<Identity> lookUp(Login login, Password typed) {
    return accounts
        .findByLogin(login.value())
        .map(Optional::of)
        .otherwise(Credentials::away)
        .compose(found ->
            found
                .map(account -> compare(account, typed))
                .orElse(Future.succeededFuture(new Identity.Unknowable())));
  }

  private Future<Identity> compare(Optional<StoredAccount> found, Password typed) {
    return passwords
        .check(typed, found.flatMap(StoredAccount::password))
        .compose(verdict ->
            switch (verdict) {
              case Verdict.Right(var better) ->
                  improve(found.orElseThrow(), better).map(Identity.Proven::new);
              case Verdict.Wrong _ -> Future.succeededFuture(new Identity.Unproven());
            });
  }

  /// A hash made at another cost is replaced while the password is at hand. That it could not be is
  /// no reason to keep its owner out.
  private Future<StoredAccount> improve(StoredAccount account, Optional<PasswordHash> better) {
    return better
        .map(hash ->
            accounts
                .setPassword(account.id(), hash)
                .onFailure(e -> LOG.warn("account {} keeps its old hash", account.id(), e))
                .otherwise(false)
                .map(account))
        .orElse(Future.succeededFuture(account));
  }

  private static <T> Optional<T> away(Throwable e) {
    LOG.error("accounts cannot be read, so nobody can sign in", e);
    return Optional.empty();
  }
}
