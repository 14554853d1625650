package dev.ninestep.exchange;

import io.vertx.ext.web.RoutingContext;

/// Sends a browser elsewhere by GET, whatever it sent here. Never 307 or 308, by which it would
/// post a password or a decision on.
///
/// @spec https://www.rfc-editor.org/rfc/rfc9110#section-15.4.4 RFC 9110 §15.4.4
public final class SeeOther {

  private static final int SEE_OTHER = 303;

  private SeeOther() {}

  /// Answers 303.
  ///
  /// @param context the request
  /// @param location where to
  public static void send(RoutingContext context, String location) {
    context
        .response()
        .setStatusCode(SEE_OTHER)
        .putHeader("Location", location)
        .putHeader("Cache-Control", "no-store")
        .putHeader("Referrer-Policy", "no-referrer")
        .end();
  }
}
