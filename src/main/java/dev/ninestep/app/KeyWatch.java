package dev.ninestep.app;

import dev.ninestep.token.KeyRing;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks every few seconds whether the key ring's file has changed, so that keys change without a
/// restart. A file that cannot be used changes nothing: the ring in use stays, and the log says
/// what is wrong.
final class KeyWatch {

  private static final Logger LOG = LoggerFactory.getLogger(KeyWatch.class);

  /// How often it looks.
  static final Duration INTERVAL = Duration.ofSeconds(2);

  private final Path file;
  private final Keychain keys;
  private FileTime seen;
  private String ring;

  private KeyWatch(Path file, KeyRing ring, Keychain keys) {
    this.file = file;
    this.keys = keys;
    this.ring = ring.toString();
    // Older than any file: the ring may have been written between its reading and now.
    this.seen = FileTime.fromMillis(0);
  }

  /// Starts to watch.
  ///
  /// @param vertx whose workers look
  /// @param file the ring's file
  /// @param ring what was read from it
  /// @param keys what is told of another ring
  /// @param teardown stops it
  static void start(Vertx vertx, Path file, KeyRing ring, Keychain keys, Teardown teardown) {
    var watch = new KeyWatch(file, ring, keys);
    var timer =
        vertx.setPeriodic(
            INTERVAL.toMillis(),
            _ -> {
              var _ = vertx.executeBlocking(watch::look);
            });
    teardown.add("the watch over the keys", () -> vertx.cancelTimer(timer));
  }

  private synchronized boolean look() {
    try {
      var changed = Files.getLastModifiedTime(file);
      if (changed.equals(seen)) {
        return false;
      }
      var next = KeyRing.read(file);
      seen = changed;
      return use(next);
    } catch (IOException | IllegalArgumentException e) {
      LOG.error("keys.file: the keys stay as they are: {}", Causes.words(e));
      return false;
    }
  }

  /// Its text names every key and which are in use, and so differs when a ring does.
  private boolean use(KeyRing next) {
    if (next.toString().equals(ring)) {
      return false;
    }
    keys.use(next);
    ring = next.toString();
    LOG.info("keys.file: other keys are in use: {}", next);
    return true;
  }
}
