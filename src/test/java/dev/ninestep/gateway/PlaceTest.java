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

class PlaceTest {

  private static final Vertx VERTX = Vertx.vertx();

  private final Router router = Router.router(VERTX);

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @ParameterizedTest
  @CsvSource({"/mcp", "/a/b", "/oauth"})
  void whereNothingElseLiesBelowItIsAskedBeforeAllThatHaveAPath(String path) {
    var place = taken();
    others("/token", "/mcpx", "/a", "/a/bc", "/.well-known/oauth-protected-resource/mcp");
    var gateway = mounted(place, path);
    assertThat(names()).startsWith(gateway, "-", "/healthz", "/token");
  }

  @ParameterizedTest
  @CsvSource({
    "'', /token",
    "/oauth, /oauth/token",
    "/mcp, /mcp/deeper/*",
    "/mcp, /mcp",
    "/mcp, /:tenant/tools",
    "/mcp/a, /mcp/:tenant"
  })
  void whereSomethingOfOursLiesBelowItIsAskedLast(String path, String ours) {
    var place = taken();
    others(ours);
    var gateway = mounted(place, path);
    assertThat(names()).endsWith(gateway);
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

  private static String mounted(Place place, String path) {
    return place.below(path).handler(context -> context.end()).getPath();
  }

  private List<String> names() {
    return router.getRoutes().stream().map(PlaceTest::name).toList();
  }

  private static String name(Route route) {
    var path = route.getPath();
    return path == null ? "-" : path;
  }
}
