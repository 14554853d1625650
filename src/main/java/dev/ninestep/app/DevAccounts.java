package dev.ninestep.app;

import dev.ninestep.account.AccountSetup;
import dev.ninestep.account.Ensured;
import dev.ninestep.account.Login;
import dev.ninestep.account.Password;
import dev.ninestep.event.EndOfSessions;
import dev.ninestep.event.SessionsEnded;
import dev.ninestep.protocol.Role;
import io.vertx.core.CompositeFuture;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The accounts of `ninestep dev`: made at the first start, with a password of their own or the one
/// the environment gives; a password given later is set then.
final class DevAccounts {

  private static final long SECONDS = 30;

  /// An account that comes with `dev`.
  ///
  /// @param login what its owner types
  /// @param role what it may do
  /// @param variable the environment variable that may hold its password
  record Given(String login, Role role, String variable) {}

  /// What became of it.
  ///
  /// @param account the account
  /// @param outcome what it took
  record Ready(Given account, Ensured outcome) {}

  private static final List<Given> ACCOUNTS =
      List.of(
          new Given("demo", Role.USER, "NINESTEP_DEMO_PASSWORD"),
          new Given("support", Role.SUPPORT, "NINESTEP_SUPPORT_PASSWORD"));

  private DevAccounts() {}

  /// Sees to it that they are there.
  static List<Ready> ensure(
      Foundation foundation, Map<String, String> environment, Teardown teardown)
      throws CannotStart {
    var setup =
        new AccountSetup(People.credentials(foundation, teardown), foundation.keys().mint());
    var wanted = new java.util.ArrayList<Future<Ready>>();
    for (var account : ACCOUNTS) {
      var password = password(account, environment);
      wanted.add(
          setup
              .ensure(Login.parse(account.login()).orElseThrow(), account.role(), password)
              .map(outcome -> new Ready(account, outcome)));
    }
    try {
      var all =
          Future.<Ready>all(wanted)
              .map(CompositeFuture::<Ready>list)
              .await(SECONDS, TimeUnit.SECONDS);
      for (var ready : all) {
        if (ready.outcome() instanceof Ensured.PasswordSet(var account)) {
          new AccountFacts(foundation.openLog())
              .tell(account, new SessionsEnded(account, EndOfSessions.PASSWORD_CHANGED));
        }
      }
      return all;
    } catch (CannotStart e) {
      throw e;
    } catch (Exception e) { // a future may fail with anything, checked or not
      throw new CannotStart(
          CannotStart.UNAVAILABLE, "The accounts cannot be made: " + Causes.words(e), e);
    }
  }

  private static Optional<Password> password(Given account, Map<String, String> environment)
      throws CannotStart {
    var text = environment.getOrDefault(account.variable(), "");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    var password = Password.parse(text);
    if (password.isEmpty()) {
      throw new CannotStart(
          CannotStart.UNUSABLE_CONFIGURATION,
          account.variable() + ": not a password that can be typed into the sign-in page");
    }
    return password;
  }
}
