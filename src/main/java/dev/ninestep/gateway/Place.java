package dev.ninestep.gateway;

import io.vertx.core.Handler;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/// A place among the routes of a server, taken before others were mounted.
///
/// Calls are most of what is asked, and to walk past the routes of all other steps takes as long as
/// to admit one. So a gateway comes before them, unless something of ours lies below its MCP URL:
/// it may stand before a whole host.
///
/// @param router with everything that is mounted
/// @param early a route of the router that says nothing yet
/// @param first what every request passes, and a call that is taken early has not passed yet
public record Place(Router router, Route early, List<Handler<RoutingContext>> first) {

  /// Takes the next place.
  ///
  /// @param router the router, before anything is mounted that is to come later
  /// @param first what will be mounted before all steps
  /// @return the place
  public static Place in(Router router, List<Handler<RoutingContext>> first) {
    return new Place(router, router.route(), first);
  }

  /// The route of everything below a path, with no handler yet.
  ///
  /// @param path of the MCP URL; empty where it stands before a whole host
  Route below(String path) {
    var isAlone = router.getRoutes().stream().noneMatch(other -> mayLieBelow(other, path + "/"));
    if (!isAlone) {
      return router.route(path + "/*");
    }
    var route = early.path(path + "/*");
    first.forEach(route::handler);
    return route;
  }

  private static boolean mayLieBelow(Route other, String below) {
    return Optional.ofNullable(other.getPath())
        .map(path -> path.replaceFirst(":.*", ":"))
        .filter(path -> (path + "/").startsWith(below) || isParameterOf(path, below))
        .isPresent();
  }

  /// Whether a parameter of a path may stand for what a MCP URL has in its place.
  private static boolean isParameterOf(String path, String below) {
    return path.endsWith(":") && below.startsWith(path.substring(0, path.length() - 1));
  }
}
