package dev.ninestep.console;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Listens to a live tail, as a browser does.
final class Listener implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 20;

  /// What came: its kind, its id, what it says.
  record Heard(String name, String id, JsonObject data) {}

  private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
  private final InputStream body;

  Listener(InputStream body) {
    this.body = body;
    Thread.ofVirtual().start(this::listen);
  }

  private void listen() {
    try (var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      var name = "message";
      var id = "";
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("event: ")) {
          name = line.substring("event: ".length());
        } else if (line.startsWith("id: ")) {
          id = line.substring("id: ".length());
        } else if (line.startsWith("data: ")) {
          heard.add(new Heard(name, id, new JsonObject(line.substring("data: ".length()))));
        }
      }
      heard.add(new Heard("end", id, new JsonObject()));
    } catch (IOException _) {
      heard.add(new Heard("broken", "", new JsonObject()));
    }
  }

  /// The next of any kind.
  Heard next() {
    try {
      var next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("nothing came within " + PATIENCE_SECONDS + " s");
      }
      return next;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// What the next event is called, which must be one.
  String nextEvent() {
    var next = next();
    if (!next.name().equals("message")) {
      throw new AssertionError(next);
    }
    return next.data().getString("event");
  }

  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
