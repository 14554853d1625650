package dev.ninestep.exchange;

import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/// Sends a browser on to a client, by way of a page of ours.
///
/// A redirect would do, but for two things. Chromium holds every redirect that follows a form
/// against the `form-action` of the form's page, those of the client among them, so that either the
/// policy or some client breaks; a page that goes on by itself ends the chain. And a refusal that
/// is sent on without a word makes this server a way to anywhere: the page names the host, and the
/// user goes there or not.
///
/// Whoever does not say that it is a browser which navigates gets the plain redirect: there is
/// nobody to read a page. Browsers say so since 2023 at the latest.
///
/// @param pages shows the page
/// @spec https://www.w3.org/TR/CSP3/#directive-form-action CSP 3, form-action
/// @spec https://www.w3.org/TR/fetch-metadata/#sec-fetch-mode-header Fetch Metadata, Sec-Fetch-Mode
public record Departure(Pages pages) {

  private static final int OK = 200;

  /// Sends the browser to where the user just decided it should go.
  ///
  /// @param context the request
  /// @param answer what the client is told
  public void atOnce(RoutingContext context, RedirectAnswer answer) {
    leave(context, answer, true);
  }

  /// Lets the user choose whether to go.
  ///
  /// @param context the request
  /// @param answer what the client is told
  public void byChoice(RoutingContext context, RedirectAnswer answer) {
    leave(context, answer, false);
  }

  private void leave(RoutingContext context, RedirectAnswer answer, boolean atOnce) {
    if (!isNavigation(context)) {
      answer.send(context);
      return;
    }
    pages.show(
        context,
        OK,
        "leaving.jte",
        Map.of(
            "host",
            answer.to().host(),
            "url",
            answer.uri(),
            "atOnce",
            atOnce,
            "reference",
            Exchange.of(context).flow().toString()));
  }

  /// Whether the one who asks says that it is a browser going from page to page.
  ///
  /// @param context the request
  /// @return true when it does
  public static boolean isNavigation(RoutingContext context) {
    return "navigate".equals(context.request().getHeader("Sec-Fetch-Mode"));
  }
}
