package dev.ninestep.step;

import dev.ninestep.protocol.RedirectUri;
import java.util.ArrayList;
import java.util.List;

/// Where the form of a consent page may lead, in a browser too old to say that it navigates, which
/// gets a redirect and not a page in between. Such a browser may, as Chromium does, hold not only
/// the redirect to the client against `form-action` but every redirect after it, and hosted clients
/// pass the user on: to another host of theirs, or to the listener of a program on the user's
/// machine.
///
/// @spec https://www.w3.org/TR/CSP3/#directive-form-action CSP 3 §6.3.1
final class FormAction {

  private static final List<String> PASSED_ON_TO =
      List.of("https:", "http://localhost:*", "http://127.0.0.1:*");

  private FormAction() {}

  /// The sources for one client's redirect.
  ///
  /// @param uri the redirect_uri
  /// @return the sources beside `'self'`
  static List<String> sources(RedirectUri uri) {
    var sources = new ArrayList<>(PASSED_ON_TO);
    switch (uri.scheme()) {
      case "https" -> {}
      case "http" -> {
        // An IPv6 host has no form as a source, so its scheme must do.
        if (uri.host().startsWith("[")) {
          sources.add("http:");
        }
      }
      case String privateUse -> sources.add(privateUse + ":");
    }
    return sources;
  }
}
