package dev.ninestep.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// Reads a stream of server-sent events. A stream that is silent for longer than a server lets it
/// be has lost its connection, and fails.
///
/// @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent
///   events</a>
final class ServerSentEvents implements AutoCloseable {

  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(40);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

  private final BufferedReader lines;
  private final Thread watch;
  private Optional<String> lastId;
  private volatile long heard = System.nanoTime();

  /// Those of a body.
  ///
  /// @param lastId the id of the last event of the stream before
  ServerSentEvents(InputStream body, Optional<String> lastId) {
    this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    this.lastId = lastId;
    this.watch = Thread.ofVirtual().start(() -> breakSilence(body));
  }

  private void breakSilence(InputStream body) {
    try {
      while (System.nanoTime() - heard < LONGEST_SILENCE.toNanos()) {
        Thread.sleep(BETWEEN_LOOKS);
      }
      body.close();
    } catch (InterruptedException | IOException _) {
      // It is over anyway.
    }
  }

  /// The next event.
  ///
  /// @return the event, or empty when the server has ended the stream
  /// @throws IOException when the connection is lost
  Optional<ServerSentEvent> next() throws IOException {
    var name = "message";
    var data = new StringBuilder();
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      heard = System.nanoTime();
      if (line.isEmpty()) {
        if (!data.isEmpty()) {
          return Optional.of(new ServerSentEvent(name, data.toString()));
        }
        name = "message";
        continue;
      }
      var value = value(line);
      switch (field(line)) {
        case "event" -> name = value;
        case "id" -> lastId = Optional.of(value);
        case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
        default -> {} // comments, and what means nothing here
      }
    }
    return Optional.empty();
  }

  private static String field(String line) {
    var colon = line.indexOf(':');
    return colon < 0 ? line : line.substring(0, colon);
  }

  private static String value(String line) {
    var colon = line.indexOf(':');
    var value = colon < 0 ? "" : line.substring(colon + 1);
    return value.startsWith(" ") ? value.substring(1) : value;
  }

  /// The id behind which the next stream goes on.
  Optional<String> lastId() {
    return lastId;
  }

  @Override
  public void close() throws IOException {
    watch.interrupt();
    lines.close();
  }
}
