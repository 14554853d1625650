package dev.ninestep.step;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Forms and queries as tests write and read them.
final class Form {

  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");

  private Form() {}

  static String encode(Map<String, String> values) {
    return values.entrySet().stream()
        .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  /// The query of a URI; a name that comes twice fails the test.
  static Map<String, String> query(String uri) {
    var values = new HashMap<String, String>();
    for (var pair : uri.substring(uri.indexOf('?') + 1).split("&")) {
      var equals = pair.indexOf('=');
      var value = URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
      if (values.put(pair.substring(0, equals), value) != null) {
        throw new AssertionError(pair + " comes twice in " + uri);
      }
    }
    return values;
  }

  /// The hidden fields of a page's form.
  static Map<String, String> hidden(String page) {
    var fields = new HashMap<String, String>();
    HIDDEN.matcher(page).results().forEach(m -> fields.put(m.group(1), m.group(2)));
    return fields;
  }

  /// A copy with one more value, or with another one.
  static Map<String, String> with(Map<String, String> form, String name, String value) {
    var copy = new HashMap<>(form);
    copy.put(name, value);
    return copy;
  }

  /// A copy with more values.
  static Map<String, String> and(Map<String, String> form, Map<String, String> more) {
    var copy = new HashMap<>(form);
    copy.putAll(more);
    return copy;
  }

  /// A copy without a value.
  static Map<String, String> without(Map<String, String> form, String name) {
    var copy = new HashMap<>(form);
    copy.remove(name);
    return copy;
  }
}
