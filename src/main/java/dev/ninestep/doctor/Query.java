package dev.ninestep.doctor;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Parameters of a URL or a form.
final class Query {

  private Query() {}

  /// Writes fields one behind the other.
  static String of(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  /// The URI with fields at the end of its query.
  static URI added(URI uri, Map<String, String> fields) {
    var between = uri.getRawQuery() == null ? "?" : "&";
    return URI.create(uri + between + of(fields));
  }

  /// A parameter of a URI.
  static Optional<String> parameter(URI uri, String name) {
    var query = Optional.ofNullable(uri.getRawQuery()).orElse("");
    return Arrays.stream(query.split("&"))
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
        .findFirst();
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
