package dev.ninestep.doctor;

import java.net.URI;

/// For a visit during which nobody signs in.
///
/// @param callback where a browser would come back to
record NoBrowser(URI callback) implements Browser {

  @Override
  public Landing visit(URI authorization) {
    return new Landing.Stuck("there is no browser");
  }

  @Override
  public boolean isPatient() {
    return false;
  }

  @Override
  public void close() {}
}
