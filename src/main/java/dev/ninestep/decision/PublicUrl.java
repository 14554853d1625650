package dev.ninestep.decision;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/// The URLs a client may register beside its redirect URIs: its home page, logo, terms and keys.
/// They lead to a public host by name; one that is an address, or has no dot, may lead into our own
/// network once somebody follows it.
final class PublicUrl {

  private static final int LONGEST = 2_048;

  /// The last label of a name begins with a letter, that of an address, however spelled, does not.
  private static final Pattern NAME =
      Pattern.compile("(?i)([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z][a-z0-9-]*");

  private PublicUrl() {}

  static boolean isFit(String text) {
    try {
      var uri = new URI(text);
      return text.length() <= LONGEST
          && "https".equalsIgnoreCase(uri.getScheme())
          && uri.getRawUserInfo() == null
          && uri.getHost() != null
          && NAME.matcher(uri.getHost()).matches()
          && !uri.getHost().toLowerCase(Locale.ROOT).endsWith(".localhost");
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
