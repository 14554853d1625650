package dev.ninestep.contract;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Holds the routes of a router against the document, and the document against them.
public final class RouteContract {

  /// HEAD is answered as GET is, and OPTIONS by the handler of every script's origin.
  private static final Set<HttpMethod> SAID_ONCE = Set.of(HttpMethod.HEAD, HttpMethod.OPTIONS);

  private RouteContract() {}

  /// Routes that no path of the document is at.
  ///
  /// @param router the router
  /// @return each with its method
  public static List<String> undocumented(Router router) {
    return router.getRoutes().stream()
        .filter(route -> route.getPath() != null)
        .flatMap(route ->
            methods(route).stream()
                .filter(method ->
                    Operation.all().stream().noneMatch(operation -> isOf(route, operation, method)))
                .map(method -> method.orElse("any method of") + " " + route.getPath()))
        .toList();
  }

  /// Operations of the document that no route takes.
  ///
  /// @param router the router
  /// @return each with its path
  public static List<String> unrouted(Router router) {
    return Operation.all().stream()
        .filter(operation ->
            router.getRoutes().stream()
                .filter(route -> takesCalls(route, router))
                .noneMatch(route ->
                    methods(route).stream().anyMatch(method -> isOf(route, operation, method))))
        .map(Operation::toString)
        .toList();
  }

  /// A route of every method stands before or behind those of some at the same path, to say which
  /// there are; where it stands alone it takes them all.
  private static boolean takesCalls(Route route, Router router) {
    return route.getPath() != null
        && (route.methods() != null
            || router.getRoutes().stream()
                .filter(other -> route.getPath().equals(other.getPath()))
                .allMatch(other -> other.methods() == null));
  }

  /// The methods that a route names; one nameless for any.
  private static List<Optional<String>> methods(Route route) {
    return route.methods() == null
        ? List.of(Optional.empty())
        : route.methods().stream()
            .filter(method -> !SAID_ONCE.contains(method))
            .map(method -> Optional.of(method.name()))
            .toList();
  }

  private static boolean isOf(Route route, Operation operation, Optional<String> method) {
    return method.filter(name -> !name.equals(operation.method())).isEmpty()
        && isAt(parts(route.getPath()), route.isExactPath(), parts(operation.template()));
  }

  private static List<String> parts(String path) {
    return Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
  }

  private static boolean isAt(List<String> route, boolean exactly, List<String> template) {
    if (template.size() < route.size() || (exactly && template.size() > route.size())) {
      return false;
    }
    for (var i = 0; i < route.size(); i++) {
      var isBlank = template.get(i).startsWith("{");
      if (!isBlank && !template.get(i).equals(route.get(i))) {
        return false;
      }
    }
    return true;
  }
}
