package dev.ninestep.exchange;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;

/// Reads the body of a request whole, up to the most any OAuth request needs.
///
/// A body that is too large is refused as soon as that is known, and what still comes is let fall
/// so that the client can read the refusal; a client that goes on and on is cut off.
public final class Body {

  /// The most bytes a body may have.
  public static final int MOST_BYTES = 16 * 1024;

  private static final int MOST_LET_FALL = 1024 * 1024;

  private final HttpServerRequest request;
  private final Promise<Buffer> whole = Promise.promise();
  private Buffer read = Buffer.buffer();
  private long size;

  private Body(HttpServerRequest request) {
    this.request = request;
  }

  /// Reads the body. To be called before the first asynchronous step, or the body is lost.
  ///
  /// @param context the request
  /// @return the body; failed with the status 413 when it is too large, and with 400 when it broke
  ///   off, for [Failures] to render
  public static Future<Buffer> of(RoutingContext context) {
    var body = new Body(context.request());
    body.read();
    return body.whole.future();
  }

  private void read() {
    request.handler(this::take);
    request.endHandler(_ -> whole.tryComplete(read));
    request.exceptionHandler(_ -> whole.tryFail(new HttpException(400)));
    if (declaredLength() > MOST_BYTES) {
      whole.tryFail(new HttpException(413));
    }
  }

  private void take(Buffer chunk) {
    size += chunk.length();
    if (size <= MOST_BYTES) {
      read = read.length() == 0 ? chunk : read.appendBuffer(chunk);
    } else if (size <= MOST_LET_FALL) {
      whole.tryFail(new HttpException(413));
    } else {
      request.connection().close();
    }
  }

  /// The length the client announces; HTTP itself has seen to it that it is a number.
  private long declaredLength() {
    var declared = request.getHeader("Content-Length");
    return declared == null ? 0 : Long.parseLong(declared);
  }
}
