package dev.ninestep.doctor;

import java.net.URI;

/// Whatever opens the pages of the authorization server and lets a user decide.
interface Browser extends AutoCloseable {

  /// Where it can be called back: on this computer.
  URI callback();

  /// Opens the authorization endpoint, and waits until the user has decided.
  Landing visit(URI authorization);

  /// Whether it can be sent there again without the user doing it all again.
  boolean isPatient();

  @Override
  void close();
}
