package dev.ninestep.account;

import dev.ninestep.projection.StoredAccount;
import dev.ninestep.protocol.Role;
import dev.ninestep.token.Mint;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.util.Optional;

/// Sees to it that an account is there, for an operator.
///
/// @param credentials keeps, checks and hashes
/// @param mint names accounts
public record AccountSetup(Credentials credentials, Mint mint) {

  private static final SecureRandom RANDOM = new SecureRandom();

  /// Creates an account if its login is not taken, or gives it the password wanted.
  ///
  /// @param login what its owner types
  /// @param role what a new account may do
  /// @param wanted its password; when empty, a new account gets a generated one and an existing one
  ///   keeps its own
  /// @return what it took; fails when the database is away
  public Future<Ensured> ensure(Login login, Role role, Optional<Password> wanted) {
    return credentials
        .accounts()
        .findByLogin(login.value())
        .compose(found ->
            found
                .map(account -> adapt(account, wanted))
                .orElseGet(() -> create(login, role, wanted)));
  }

  private Future<Ensured> adapt(StoredAccount account, Optional<Password> wanted) {
    return wanted
        .map(password -> adapt(account, password))
        .orElseGet(() -> Future.succeededFuture(new Ensured.Unchanged(account.id())));
  }

  private Future<Ensured> adapt(StoredAccount account, Password wanted) {
    return credentials
        .passwords()
        .check(wanted, account.password())
        .compose(verdict ->
            switch (verdict) {
              case Verdict.Right _ -> Future.succeededFuture(new Ensured.Unchanged(account.id()));
              case Verdict.Wrong _ ->
                  credentials
                      .passwords()
                      .hash(wanted)
                      .compose(hash -> credentials.accounts().setPassword(account.id(), hash))
                      .map(_ -> new Ensured.PasswordSet(account.id()));
            });
  }

  /// Should another process create the same login at the same moment, theirs is the one that
  /// counts, and it is looked at again.
  private Future<Ensured> create(Login login, Role role, Optional<Password> wanted) {
    var generated = GeneratedPassword.from(RANDOM);
    var password = wanted.orElseGet(generated::password);
    var id = mint.account();
    return credentials
        .passwords()
        .hash(password)
        .compose(hash -> credentials.accounts().create(id, login.value(), role, hash))
        .compose(created ->
            created
                ? Future.succeededFuture(
                    new Ensured.Created(
                        id, wanted.isPresent() ? Optional.empty() : Optional.of(generated)))
                : ensure(login, role, wanted));
  }
}
