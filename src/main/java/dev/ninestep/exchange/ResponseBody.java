package dev.ninestep.exchange;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/// Ends a response that may answer HEAD. Vert.x leaves the body out over HTTP/1.1 only.
public final class ResponseBody {

  private ResponseBody() {}

  /// Sends a body, or its length alone to whoever asked by HEAD.
  ///
  /// @param context the request
  /// @param body the body
  /// @return when it was written
  public static Future<Void> send(RoutingContext context, Buffer body) {
    var response = context.response();
    return context.request().method().equals(HttpMethod.HEAD)
        ? response.putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.length())).end()
        : response.end(body);
  }
}
