/// Signing in: who the person at the browser is, and how the next request knows.
///
/// [dev.ninestep.account.SignIn] shows the form and takes it back. Whoever it is for, an
/// authorization request or the support console, comes sealed or from a closed list, so the page
/// leads nowhere else. The form counts in the browser it was made for, and for the flow it was made
/// for; a password is checked in a bounded number of places ([dev.ninestep.account.Passwords]),
/// never on an event loop; an unknown name and a wrong password get the same answer after the same
/// work. How many passwords are checked under a name, from an address and from a network is decided
/// by the log ([dev.ninestep.account.SignInThrottle]): each counts before it is checked.
///
/// A sign-in becomes an event before it becomes a cookie. The cookie is the sealed session, so any
/// pod opens it ([dev.ninestep.account.Sessions]) and none keeps it. It ends half an hour after its
/// last use and twelve hours after the sign-in, by the log's time.
///
/// ```
/// var credentials = new Credentials(accounts, new Passwords(vertx, cost, capacity));
/// var sessions = new Sessions(sealed, mint, ledger, log, issuer);
/// new SignIn("", sealed, mint, ledger, recorder, refusals, credentials, sessions, rules)
///     .mount(router);
/// new AccountSetup(credentials, mint).ensure(new Login("demo"), Role.USER, Optional.empty());
/// ```
@NullMarked
package dev.ninestep.account;

import org.jspecify.annotations.NullMarked;
