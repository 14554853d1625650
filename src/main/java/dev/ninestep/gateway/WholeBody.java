package dev.ninestep.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;
import java.util.function.Consumer;

/// The body of a request that has to be known before it is let through, since what it calls has a
/// price.
final class WholeBody {

  private static final Set<HttpMethod> CALLING_NOTHING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.DELETE, HttpMethod.OPTIONS);

  private final HttpServerRequest request;
  private final long longest;
  private Buffer read = Buffer.buffer();

  private WholeBody(HttpServerRequest request, long longest) {
    this.request = request;
    this.longest = longest;
  }

  /// Whether the body of a request may call something.
  static boolean matters(HttpServerRequest request) {
    return !CALLING_NOTHING.contains(request.method());
  }

  /// Reads it.
  ///
  /// @param request the request, paused
  /// @param longest how many bytes it may have
  /// @param then gets it; a client that leaves before is owed nothing
  /// @param whenTooLong runs instead, once, if more come
  static void of(
      HttpServerRequest request, long longest, Consumer<Buffer> then, Runnable whenTooLong) {
    var body = new WholeBody(request, longest);
    request.endHandler(_ -> then.accept(body.read));
    request.handler(part -> body.take(part, whenTooLong));
    if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
      request.response().writeContinue();
    }
    request.resume();
  }

  private void take(Buffer part, Runnable whenTooLong) {
    if (read.length() + part.length() > longest) {
      request.endHandler(null);
      request.handler(null);
      whenTooLong.run();
    } else {
      read = read.length() == 0 ? part : read.appendBuffer(part);
    }
  }
}
