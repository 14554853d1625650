package dev.ninestep.gateway;

import dev.ninestep.protocol.Scope;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The scopes that calls need.
///
/// @param byAll without which no call is let in
/// @param byTools without which tools of these names are not called, beside that
public record NeededScopes(Scope byAll, Map<String, Scope> byTools) {

  /// Nothing but a token.
  public static final NeededScopes NONE = of(Scope.NONE);

  /// Copies the map.
  public NeededScopes {
    byTools = Map.copyOf(byTools);
  }

  /// The same for every tool.
  ///
  /// @param byAll without which no call is let in
  /// @return scopes that no tool adds to
  public static NeededScopes of(Scope byAll) {
    return new NeededScopes(byAll, Map.of());
  }

  /// Whether any tool needs more, so that somebody has to look what is called.
  boolean differByTool() {
    return !byTools.isEmpty();
  }

  /// Everything that calls of tools need together.
  Scope by(List<String> tools) {
    var ofTools = tools.stream().map(tool -> byTools.getOrDefault(tool, Scope.NONE));
    return Scope.of(
        Stream.concat(Stream.of(byAll), ofTools)
            .flatMap(scope -> scope.tokens().stream())
            .toList());
  }

  /// All that any call may need.
  Scope most() {
    return by(List.copyOf(byTools.keySet()));
  }
}
