package dev.ninestep.exchange;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Serves the one stylesheet of all pages.
public final class Stylesheet implements Handler<RoutingContext> {

  /// Where it is served.
  public static final String PATH = "/assets/ninestep.css";

  private final Buffer css;

  /// Reads it from the class path.
  public Stylesheet() {
    try (var in = Stylesheet.class.getResourceAsStream("ninestep.css")) {
      if (in == null) {
        throw new IllegalStateException("ninestep.css is not on the class path");
      }
      css = Buffer.buffer(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void handle(RoutingContext context) {
    context
        .response()
        .putHeader("Content-Type", "text/css; charset=utf-8")
        .putHeader("Cache-Control", "public, max-age=3600")
        .putHeader("X-Content-Type-Options", "nosniff")
        .end(css);
  }
}
