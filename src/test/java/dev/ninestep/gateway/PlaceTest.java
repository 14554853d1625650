package dev.ninestep.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTest {

  private static final Vertx VERTX = Vertx.vertx();

  private final Router router = Router.router(VERTX);

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/mcp", "/a/b", "/oauth"})
  void aCallIsAskedForBeforeAllThatHaveAPath(String path) {
    var place = taken();
    others("/token", "/mcpx", "/a", "/a/bc", path + "/.well-known/oauth-protected-resource");
    place.of(path).forEach(route -> route.handler(context -> context.end()));
    assertThat(names()).startsWith(path, "-", "/healthz", "/token");
  }

  @ParameterizedTest
  @CsvSource({
    "/mcp, /mcp/.well-known/oauth-protected-resource",
    "/mcp, /mcp/deeper/*",
    "/oauth, /oauth/token",
    "/mcp, /mcp",
    "'', /token"
  })
  void whatMayLieBelowItIsAskedForAfterAllOfOurs(String path, String ours) {
    var place = taken();
    others(ours);
    place.of(path).forEach(route -> route.handler(context -> context.end()));
    assertThat(names()).endsWith(ours.replace("*", ""), path + "/");
  }

  @ParameterizedTest
  @CsvSource({
    "'', /token",
    "/mcp, /mcp",
    "/mcp, /:tenant",
    "/mcp, /:tenant/tools",
    "/mcp/a, /mcp/:tenant"
  })
  void whereSomethingOfOursMayBeItIsAskedForAfterThat(String path, String ours) {
    var place = taken();
    others(ours);
    place.of(path).forEach(route -> route.handler(context -> context.end()));
    assertThat(names()).startsWith("-", "/healthz").endsWith(ours, path + "/");
  }

  private Place taken() {
    Handler<RoutingContext> first = context -> context.next();
    var place = Place.in(router, List.of(first));
    router.route().handler(first);
    router.route("/healthz").handler(context -> context.end());
    return place;
  }

  private void others(String... paths) {
    for (var path : paths) {
      router.route(path).handler(context -> context.end());
    }
  }

  private List<String> names() {
    return router.getRoutes().stream().map(PlaceTest::name).toList();
  }

  private static String name(Route route) {
    var path = route.getPath();
    return path == null ? "-" : path;
  }
}
