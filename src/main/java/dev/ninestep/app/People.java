package dev.ninestep.app;

import dev.ninestep.account.Argon2Cost;
import dev.ninestep.account.Credentials;
import dev.ninestep.account.Passwords;
import dev.ninestep.account.Sessions;
import dev.ninestep.account.SignIn;
import dev.ninestep.account.SignInRules;
import dev.ninestep.projection.Accounts;
import dev.ninestep.settings.ConnectedAppSettings;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;

/// Who may sign in, and how.
///
/// @param sessions knows who is signed in
/// @param signIn lets them sign in
/// @param settings shows them what they have connected
record People(Sessions sessions, SignIn signIn, ConnectedAppSettings settings) {

  private static final int WAITING = 64;

  static People of(Foundation foundation, Teardown teardown) {
    var keys = foundation.keys();
    var sessions =
        new Sessions(
            keys.sealed(),
            keys.mint(),
            foundation.ledger(),
            foundation.log(),
            foundation.configuration().issuer());
    return new People(
        sessions,
        new SignIn(
            foundation.configuration().http().prefix(),
            keys.sealed(),
            keys.mint(),
            foundation.ledger(),
            foundation.recorder(),
            foundation.refusals(),
            credentials(foundation, teardown),
            sessions,
            new SignInRules(keys.logins(), foundation.configuration().signIn().limits())),
        settings(foundation, sessions));
  }

  private static ConnectedAppSettings settings(Foundation foundation, Sessions sessions) {
    return new ConnectedAppSettings(
        sessions::of,
        foundation.keys().sealed(),
        foundation.ledger(),
        foundation.recorder(),
        foundation.refusals(),
        foundation.projection().connectedApps(),
        foundation.configuration().scopeMeanings(),
        foundation.configuration().billing().currency(),
        foundation.configuration().http().prefix() + "/sign-in?to=connected-apps");
  }

  /// Names and passwords, with threads of their own to check them.
  ///
  /// @param slots passwords checked at the same time
  static Credentials credentials(Vertx vertx, Accounts accounts, int slots, Teardown teardown) {
    var passwords =
        new Passwords(vertx, Argon2Cost.DEFAULT, new Passwords.Capacity(slots, WAITING));
    teardown.add("the password threads", passwords::close);
    return new Credentials(accounts, passwords);
  }

  static Credentials credentials(Foundation foundation, Teardown teardown) {
    return credentials(
        foundation.vertx(),
        foundation.projection().accounts(),
        foundation.configuration().signIn().slots(),
        teardown);
  }

  void mount(Router router) {
    signIn.mount(router);
    settings.mount(router);
  }
}
