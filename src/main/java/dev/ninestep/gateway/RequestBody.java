package dev.ninestep.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Set;

/// The body of a request on its way to the upstream: passed on part by part, counted, never kept.
final class RequestBody {

  private static final Set<HttpMethod> WITHOUT_BODY =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.DELETE);

  private final HttpServerRequest from;
  private final HttpClientRequest to;
  private final long longest;
  private final Runnable whenTooLong;
  private final Remaining remaining;
  private long bytes;

  /// @param from the client's request, paused
  /// @param to the upstream's, with its headers set
  /// @param longest how many bytes may pass
  /// @param whenTooLong runs once, if more come; nothing passes any more
  RequestBody(HttpServerRequest from, HttpClientRequest to, long longest, Runnable whenTooLong) {
    this.from = from;
    this.to = to;
    this.longest = longest;
    this.whenTooLong = whenTooLong;
    this.remaining = Remaining.of(from.headers());
  }

  /// The length a request announces, 0 when it announces none.
  static long announced(HttpServerRequest request) {
    var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null ? 0 : Long.parseLong(length);
  }

  /// Passes it on, until its end.
  void pass() {
    if (!isThere()) {
      to.end();
      from.resume();
      return;
    }
    to.setChunked(from.getHeader(HttpHeaders.CONTENT_LENGTH) == null);
    from.handler(this::part);
    from.endHandler(_ -> end());
    if ("100-continue".equalsIgnoreCase(from.getHeader(HttpHeaders.EXPECT))) {
      from.response().writeContinue();
    }
    from.resume();
  }

  /// HTTP/2 need not announce a body, so there the method tells whether one is to be expected.
  private boolean isThere() {
    var isUnannounced =
        from.version() == HttpVersion.HTTP_2
            && from.getHeader(HttpHeaders.CONTENT_LENGTH) == null
            && !WITHOUT_BODY.contains(from.method());
    return isUnannounced
        || announced(from) > 0
        || from.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
  }

  private void part(Buffer part) {
    var before = bytes;
    bytes += part.length();
    if (remaining.endsWith(part) && bytes <= longest) {
      to.end(part);
    } else if (bytes <= longest) {
      Bodies.pass(part, from, to);
    } else if (before <= longest) {
      whenTooLong.run();
    }
  }

  private void end() {
    if (!remaining.isEnded()) {
      to.end();
    }
  }
}
