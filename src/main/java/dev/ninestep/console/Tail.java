package dev.ninestep.console;

import dev.ninestep.log.LogReader;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// One live tail: reads the log for one connection and writes to it what fits, every event of it.
///
/// The log itself is the queue. A chunk is written only after the one before has left, and while a
/// slow reader lets a tail wait, nothing is read for it; so what it holds is one batch, however
/// slow the reader and busy the log. Whoever has fallen very far behind is taken to the end, and
/// told exactly how many records were passed over.
///
/// @see Places how it goes on where it was
final class Tail {

  private static final Duration POLL = Duration.ofMillis(500);
  private static final long BEAT_NANOS = Duration.ofSeconds(10).toNanos();
  private static final int CHUNK = 32 * 1024;

  /// Where the text goes.
  @FunctionalInterface
  interface Outlet {

    /// Writes text, and waits until it has left.
    ///
    /// @throws IOException when nobody is there any more
    void write(String text) throws IOException, InterruptedException;
  }

  private final LogReader reader;
  private final Watch watch;
  private final Outlet outlet;
  private final long mostBehind;
  private final Companions companions = new Companions();
  private volatile boolean isOver;

  /// A tail that has not begun.
  ///
  /// @param reader reads for it alone
  /// @param watch what it is after
  /// @param outlet where it writes
  /// @param mostBehind how many records it may be behind before it is taken to the end
  Tail(LogReader reader, Watch watch, Outlet outlet, long mostBehind) {
    this.reader = reader;
    this.watch = watch;
    this.outlet = outlet;
    this.mostBehind = mostBehind;
  }

  /// Reads and writes until it is told to stop or nobody is there any more.
  ///
  /// @param since the id of the last event that was got
  /// @throws IOException when nobody is there any more
  void run(Optional<String> since) throws IOException, InterruptedException {
    var ends = reader.endOffsets();
    var places = since.flatMap(text -> Places.parse(text, ends)).orElseGet(() -> new Places(ends));
    reader.assign(places.next());
    outlet.write("retry: 1000\n" + message("begin", places, new JsonObject()));
    places = caughtUp(places);
    var beat = System.nanoTime();
    while (!isOver) {
      step(places);
      if (System.nanoTime() - beat >= BEAT_NANOS) {
        // An id without data is kept by browsers too.
        outlet.write("id: " + places + "\n\n");
        places = caughtUp(places);
        beat = System.nanoTime();
      }
    }
  }

  private void step(Places places) throws IOException, InterruptedException {
    var chunk = new StringBuilder();
    for (var logged : InOrder.of(reader.poll(POLL))) {
      places.pass(logged.position());
      if (watch.fits(logged, companions)) {
        chunk.append(message("message", places, LiveEvent.of(logged)));
      }
      if (chunk.length() >= CHUNK) {
        outlet.write(chunk.toString());
        chunk.setLength(0);
      }
    }
    if (!chunk.isEmpty()) {
      outlet.write(chunk.toString());
    }
  }

  private Places caughtUp(Places places) throws IOException, InterruptedException {
    var ends = reader.endOffsets();
    var behind = places.behind(ends);
    if (behind <= mostBehind) {
      return places;
    }
    var end = new Places(ends);
    ends.forEach(reader::seek);
    var missed =
        new JsonObject()
            .put("records", behind)
            .put("from", places.toString())
            .put("until", end.toString());
    outlet.write(message("missed", end, missed));
    return end;
  }

  private static String message(String name, Places places, JsonObject data) {
    return "event: " + name + "\nid: " + places + "\ndata: " + data.encode() + "\n\n";
  }

  /// Ends it soon, once the reader has waited for the next records. Any thread.
  void stop() {
    isOver = true;
  }
}
