package dev.ninestep.exchange;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;

/// What pages share and is no step of a flow: stylesheets, scripts and the icon.
public final class Assets {

  private Assets() {}

  /// Serves them. The icon also stands where browsers look for one unasked, so that no flow's story
  /// tells of a missing `/favicon.ico`.
  ///
  /// @param router ahead of everything that belongs to a flow
  public static void mount(Router router) {
    var icon = asset("ninestep.svg", "image/svg+xml");
    router.get("/assets/ninestep.css").handler(asset("ninestep.css", "text/css; charset=utf-8"));
    router.get("/assets/console.css").handler(asset("console.css", "text/css; charset=utf-8"));
    router.get("/assets/tail.js").handler(asset("tail.js", "text/javascript; charset=utf-8"));
    router.get("/assets/copy.js").handler(asset("copy.js", "text/javascript; charset=utf-8"));
    router.get("/assets/ninestep.svg").handler(icon);
    router.get("/favicon.ico").handler(icon);
  }

  private static Handler<RoutingContext> asset(String name, String contentType) {
    var content = read(name);
    return context ->
        context
            .response()
            .putHeader("Content-Type", contentType)
            .putHeader("Cache-Control", "public, max-age=3600")
            .putHeader("X-Content-Type-Options", "nosniff")
            .end(content);
  }

  private static Buffer read(String name) {
    try (var in = Assets.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return Buffer.buffer(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
