package dev.ninestep.app;

import dev.ninestep.app.configuration.TrustedProvider;
import dev.ninestep.decision.IdentityProvider;
import dev.ninestep.projection.Accounts;
import dev.ninestep.protocol.AccountId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The identity provider that is trusted, with the accounts its users have here: looked up once at
/// the start, so that no token request waits for the database.
final class TrustedIdentities {

  private static final long SECONDS = 30;

  private TrustedIdentities() {}

  /// @throws CannotStart when a user is mapped to a login that nobody has, or the database is away
  static Optional<IdentityProvider> of(Foundation foundation) throws CannotStart {
    var configured = foundation.configuration().identityProvider();
    return configured.isEmpty()
        ? Optional.empty()
        : Optional.of(of(configured.get(), foundation.projection().accounts()));
  }

  private static IdentityProvider of(TrustedProvider provider, Accounts accounts)
      throws CannotStart {
    return new IdentityProvider(
        provider.issuer(),
        provider.keys(),
        provider.clients(),
        provider.resources(),
        provider.scope(),
        accounts(provider.logins(), accounts));
  }

  private static Map<String, AccountId> accounts(Map<String, String> logins, Accounts accounts)
      throws CannotStart {
    var found = new HashMap<String, AccountId>();
    for (var login : logins.entrySet()) {
      found.put(login.getKey(), account(login.getKey(), login.getValue(), accounts));
    }
    return found;
  }

  private static AccountId account(String user, String login, Accounts accounts)
      throws CannotStart {
    try {
      var account = accounts.findByLogin(login).await(SECONDS, TimeUnit.SECONDS);
      if (account.isPresent()) {
        return account.get().id();
      }
    } catch (Exception e) { // a future may fail with anything, checked or not
      throw new CannotStart(CannotStart.UNAVAILABLE, "postgres: " + Causes.words(e), e);
    }
    throw new CannotStart(
        CannotStart.UNUSABLE_CONFIGURATION,
        "identity-provider.accounts.%s: nobody has the login %s; make the account first"
            .formatted(user, login));
  }
}
