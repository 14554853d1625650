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
/// to admit one. So what comes to the MCP URL itself is taken before them, unless something of ours
/// may be there. Below it there are documents of ours, and it may stand before a whole host, so
/// what comes there is looked for among all others first.
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

  /// The routes of an MCP URL and all that lies below it, with no handler of the gateway yet.
  ///
  /// @param path of the MCP URL; empty where it stands before a whole host
  List<Route> of(String path) {
    var isOurs =
        path.isEmpty() || router.getRoutes().stream().anyMatch(other -> mayBe(other, path));
    var all = router.route(path + "/*");
    if (isOurs) {
      return List.of(all);
    }
    var itself = early.path(path);
    first.forEach(itself::handler);
    return List.of(itself, all);
  }

  /// Whether a route may be one of an MCP URL itself.
  private static boolean mayBe(Route other, String path) {
    return Optional.ofNullable(other.getPath())
        .map(theirs -> theirs.replaceFirst(":.*", ":"))
        .filter(theirs -> theirs.equals(path) || isParameterOf(theirs, path))
        .isPresent();
  }

  /// Whether a parameter of a path may stand for what a MCP URL has in its place.
  private static boolean isParameterOf(String theirs, String path) {
    return theirs.endsWith(":") && path.startsWith(theirs.substring(0, theirs.length() - 1));
  }
}
