package dev.ninestep.exchange;

import dev.ninestep.protocol.Parameters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/// Reads the parameters of a request, from the query or from the body, and never from both at once.
public final class RequestParameters {

  private static final String FORM = "application/x-www-form-urlencoded";

  private RequestParameters() {}

  /// The parameters of the query.
  ///
  /// @param context the request
  /// @return every name with all its values
  public static Parameters ofQuery(RoutingContext context) {
    return of(context.queryParams());
  }

  /// The parameters of a form in the body. Needs a body handler that keeps query and form apart.
  ///
  /// @param context the request
  /// @return every name with all its values, or empty when the body is not a form
  public static Optional<Parameters> ofForm(RoutingContext context) {
    return mediaType(context).filter(FORM::equals).map(_ -> of(context.request().formAttributes()));
  }

  /// The media type of the body, without its parameters.
  ///
  /// @param context the request
  /// @return the type in lower case, or empty when the request names none
  public static Optional<String> mediaType(RoutingContext context) {
    return Optional.ofNullable(context.request().getHeader("Content-Type"))
        .map(type -> type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT));
  }

  private static Parameters of(MultiMap sent) {
    var values = new TreeMap<String, List<String>>();
    sent.forEach((name, value) -> values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value));
    return new Parameters(values);
  }
}
