/// Signing in: who the person at the browser is.
///
/// A password is checked in a bounded number of places ([dev.ninestep.account.Passwords]), never on
/// an event loop.
@NullMarked
package dev.ninestep.account;

import org.jspecify.annotations.NullMarked;
