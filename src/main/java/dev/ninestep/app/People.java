package dev.ninestep.app;

import dev.ninestep.account.Argon2Cost;
import dev.ninestep.account.Credentials;
import dev.ninestep.account.Passwords;
import dev.ninestep.account.Sessions;
import dev.ninestep.account.SignIn;
import io.vertx.ext.web.Router;

/// Who may sign in, and how.
///
/// @param sessions knows who is signed in
/// @param signIn lets them sign in
record People(Sessions sessions, SignIn signIn) {

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
            sessions));
  }

  /// Names and passwords, with threads of their own to check them.
  static Credentials credentials(Foundation foundation, Teardown teardown) {
    var passwords =
        new Passwords(
            foundation.vertx(),
            Argon2Cost.DEFAULT,
            new Passwords.Capacity(foundation.configuration().signInSlots(), WAITING));
    teardown.add("the password threads", passwords::close);
    return new Credentials(foundation.projection().accounts(), passwords);
  }

  void mount(Router router) {
    signIn.mount(router);
  }
}
