package dev.ninestep.trace;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Text as it was before it went into a URL.
final class Unescaped {

  private static final Pattern BROKEN = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  private Unescaped() {}

  /// Takes back the escapes of a query; a half one stands for itself.
  static String url(String text) {
    var whole = BROKEN.matcher(text).replaceAll(Matcher.quoteReplacement("%25"));
    return URLDecoder.decode(whole, StandardCharsets.UTF_8);
  }
}
