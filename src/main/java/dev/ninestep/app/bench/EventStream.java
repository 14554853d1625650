package dev.ninestep.app.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.parsetools.RecordParser;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// Reads the events of a [PlainMcpServer] and notes how long each was on its way.
///
/// @param latencies takes microseconds
record EventStream(Histogram latencies) {

  /// Reads until the time is up, and then leaves.
  ///
  /// @param milliseconds how long; a stream that ends before fails
  Future<Void> read(Vertx vertx, HttpClientResponse response, long milliseconds) {
    if (response.statusCode() != 200) {
      return Future.failedFuture("a stream was answered " + response.statusCode());
    }
    var done = Promise.<Void>promise();
    response.handler(RecordParser.newDelimited("\n\n", this::note));
    response.exceptionHandler(done::tryFail);
    response.endHandler(_ -> done.tryFail("a stream has ended"));
    vertx.setTimer(
        milliseconds,
        _ -> {
          done.tryComplete();
          response.request().reset();
        });
    return done.future();
  }

  private void note(Buffer event) {
    var text = event.toString();
    var sent = Long.parseLong(text.substring("data: ".length(), text.indexOf(' ', 6)));
    latencies.recordValue(TimeUnit.NANOSECONDS.toMicros(Math.max(0, System.nanoTime() - sent)));
  }
}
