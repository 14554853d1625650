package dev.ninestep.exchange;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Lets scripts of every origin call an endpoint, and answers the questions their browsers ask
/// first. Never with credentials: what a browser adds of its own accord opens nothing here, and
/// pages that read the session cookie must not have this handler.
///
/// The headers stand on errors too, or a script could not read why it was refused.
///
/// @param methods what a preflight is told is allowed, such as `POST, OPTIONS`
/// @spec https://fetch.spec.whatwg.org/#http-cors-protocol Fetch, CORS protocol
public record CrossOrigin(String methods) implements Handler<RoutingContext> {

  /// Named one by one, since `*` does not cover Authorization.
  private static final String HEADERS =
      "Authorization, DPoP, Content-Type, Accept, MCP-Protocol-Version, Mcp-Session-Id, Mcp-Method,"
          + " Mcp-Name, Last-Event-ID, traceparent";

  private static final Pattern OF_A_TOOL = Pattern.compile("(?i)mcp-param-[a-z0-9_.-]+");
  private static final CharSequence ANY = HttpHeaders.createOptimized("*");
  private static final CharSequence EXPOSED =
      HttpHeaders.createOptimized(
          "WWW-Authenticate, Mcp-Session-Id, MCP-Protocol-Version, Retry-After, X-Correlation-ID,"
              + " X-Balance-Low, Link");
  private static final String ONE_HOUR = "3600";
  private static final int NO_CONTENT = 204;

  @Override
  public void handle(RoutingContext context) {
    if (!answers(context)) {
      context.next();
    }
  }

  /// Lets scripts read what will be answered, and answers what their browsers ask first.
  ///
  /// @param context the request
  /// @return whether it has been answered
  public boolean answers(RoutingContext context) {
    var response =
        context
            .response()
            .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, ANY)
            .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    if (context.request().method().equals(HttpMethod.OPTIONS)) {
      response
          .putHeader("Access-Control-Allow-Methods", methods)
          .putHeader("Access-Control-Allow-Headers", HEADERS + ofTools(context.request()))
          .putHeader("Access-Control-Max-Age", ONE_HOUR)
          .putHeader("Allow", methods)
          .setStatusCode(NO_CONTENT)
          .end();
      return true;
    }
    return false;
  }

  /// The `Mcp-Param-` headers a script asks for: tools choose their names, so no list has them.
  private static String ofTools(HttpServerRequest request) {
    var asked = request.getHeader("Access-Control-Request-Headers");
    return asked == null
        ? ""
        : Arrays.stream(asked.split(","))
            .map(String::trim)
            .filter(name -> OF_A_TOOL.matcher(name).matches())
            .map(name -> ", " + name)
            .collect(Collectors.joining());
  }
}
