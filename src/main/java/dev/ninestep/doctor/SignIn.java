package dev.ninestep.doctor;

import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;

/// How a user signs in and allows.
public sealed interface SignIn {

  /// Not at all: what comes after is not tried.
  record Nobody() implements SignIn {}

  /// In a browser of their own.
  ///
  /// @param opens is told the address to open
  /// @param patience how long to wait for the user
  record InBrowser(Consumer<URI> opens, Duration patience) implements SignIn {}

  /// Without a browser, on pages such as Ninestep's own: a form with `login` and `password`, then
  /// one with `decision`.
  ///
  /// @param user the login
  /// @param password the password
  record Headless(String user, String password) implements SignIn {

    /// Without the password.
    @Override
    public String toString() {
      return "Headless[" + user + "]";
    }
  }
}
