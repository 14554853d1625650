package dev.ninestep.doctor;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/// A request: sent as it is, printed by [Curl].
///
/// @param method the method
/// @param uri where to
/// @param headers in the order in which they are printed
/// @param content the body
record Ask(String method, URI uri, Map<String, String> headers, Content content) {

  /// Where pages come from that are not the server's own; nobody has this name.
  static final String PAGE = "https://doctor.invalid";

  private static final String TYPE = "Content-Type";

  /// What a request carries.
  sealed interface Content {

    /// Nothing.
    record None() implements Content {}

    /// A text.
    ///
    /// @param value the text
    record Text(String value) implements Content {}

    /// A form.
    ///
    /// @param fields its fields, not yet encoded
    record Form(Map<String, String> fields) implements Content {}

    /// A text made long by zeros, which nobody wants to see on a line.
    ///
    /// @param before what comes before them
    /// @param zeros how many
    /// @param after what comes after them
    record Padded(String before, int zeros, String after) implements Content {}
  }

  static Ask get(URI uri) {
    return new Ask("GET", uri, Map.of(), new Content.None());
  }

  static Ask of(String method, URI uri) {
    return new Ask(method, uri, Map.of(), new Content.None());
  }

  static Ask form(URI uri, Map<String, String> fields) {
    return new Ask("POST", uri, Map.of(), new Content.Form(fields))
        .with(TYPE, "application/x-www-form-urlencoded");
  }

  static Ask json(URI uri, String json) {
    return json(uri, new Content.Text(json));
  }

  static Ask json(URI uri, Content content) {
    return new Ask("POST", uri, Map.of(), content).with(TYPE, "application/json");
  }

  /// What a browser asks before a page may send a request of this method with these headers.
  static Ask preflight(URI uri, String method, String headers) {
    return of("OPTIONS", uri)
        .with("Origin", PAGE)
        .with("Access-Control-Request-Method", method)
        .with("Access-Control-Request-Headers", headers);
  }

  /// The same with one more header.
  Ask with(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Ask(method, uri, more, content);
  }

  /// Without what may be a secret.
  @Override
  public String toString() {
    return method + " " + uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
  }
}
