package dev.ninestep.exchange;

import dev.ninestep.protocol.Parameters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads the parameters of a request, from the query or from the body, and never from both at once.
public final class RequestParameters {

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final Parameters NONE = new Parameters(Map.of());

  private RequestParameters() {}

  /// The parameters of the query.
  ///
  /// @param context the request
  /// @return every name with all its values, or empty when the query is not well-formed
  public static Optional<Parameters> ofQuery(RoutingContext context) {
    var query = context.request().query();
    return query == null ? Optional.of(NONE) : FormDecoder.decode(query);
  }

  /// The parameters of a form in the body.
  ///
  /// @param body the body, whose media type is a form's
  /// @return every name with all its values, or empty when the form is not well-formed
  public static Optional<Parameters> ofForm(Buffer body) {
    return FormDecoder.decode(body.toString(StandardCharsets.ISO_8859_1));
  }

  /// Whether the body is said to be a form.
  ///
  /// @param request the request
  /// @return true when the media type is `application/x-www-form-urlencoded`, whatever its charset
  public static boolean isForm(HttpServerRequest request) {
    var type = request.getHeader("Content-Type");
    return FORM.equals(type) || mediaType(request).filter(FORM::equals).isPresent();
  }

  /// The media type of the body, without its parameters.
  ///
  /// @param request the request
  /// @return the type in lower case, or empty when the request names none
  public static Optional<String> mediaType(HttpServerRequest request) {
    return Optional.ofNullable(request.getHeader("Content-Type"))
        .map(type -> type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT));
  }
}
