package dev.ninestep.doctor;

import java.net.URI;

/// Where a browser ended up that was sent to the authorization endpoint.
sealed interface Landing {

  /// At the client.
  ///
  /// @param at the redirect_uri with what was added to it
  /// @param status of the redirect that led there; 302 where it cannot be seen
  record Back(URI at, int status) implements Landing {

    /// Without the code.
    @Override
    public String toString() {
      return "Back[" + status + "]";
    }
  }

  /// Somewhere else.
  ///
  /// @param why what held it up
  record Stuck(String why) implements Landing {}
}
