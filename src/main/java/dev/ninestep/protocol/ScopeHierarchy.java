package dev.ninestep.protocol;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Which scopes mean others too: who may write may read, where a resource has it so.
///
/// What was granted stays as it was granted, and is looked at through this wherever somebody asks
/// what it allows. So a broad token is let in where a narrow one would do, and nobody gets by a
/// broad scope what they could not have been given by name.
///
/// @param implied what each scope token means beside itself, directly or through others; a token
///   that means only itself is not there
/// @spec https://modelcontextprotocol.io/specification/draft/basic/authorization MCP,
///   Authorization, Scope Challenge Handling
public record ScopeHierarchy(Map<String, Scope> implied) {

  /// No scope means another.
  public static final ScopeHierarchy FLAT = new ScopeHierarchy(Map.of());

  /// Adds what follows through others.
  ///
  /// @throws IllegalArgumentException when a token would mean itself through others; the message
  ///   names it
  public ScopeHierarchy {
    var all = new HashMap<String, Scope>();
    for (var token : implied.keySet()) {
      all.put(token, reachable(token, implied));
    }
    implied = Map.copyOf(all);
  }

  private static Scope reachable(String token, Map<String, Scope> implied) {
    var found = new HashSet<String>();
    var open = new ArrayDeque<>(List.of(token));
    while (!open.isEmpty()) {
      for (var next : implied.getOrDefault(open.remove(), Scope.NONE).tokens()) {
        if (next.equals(token)) {
          throw new IllegalArgumentException("'" + token + "' would imply itself");
        }
        if (found.add(next)) {
          open.add(next);
        }
      }
    }
    return Scope.of(found);
  }

  /// All that a scope allows.
  ///
  /// @param scope what was granted
  /// @return its tokens, and what they imply
  public Scope meaning(Scope scope) {
    return implied.isEmpty()
        ? scope
        : Scope.of(
            scope.tokens().stream()
                .flatMap(token -> Stream.concat(Stream.of(token), under(token).tokens().stream()))
                .toList());
  }

  /// The shortest way to say a scope.
  ///
  /// @param scope any scope
  /// @return its tokens but for those that another of its tokens implies
  public Scope least(Scope scope) {
    return scope.without(
        Scope.of(
            scope.tokens().stream().flatMap(token -> under(token).tokens().stream()).toList()));
  }

  /// What must go if a scope is not to be allowed.
  ///
  /// @param scope what somebody leaves out
  /// @return its tokens, and all that imply any of them
  public Scope above(Scope scope) {
    Set<String> all = new HashSet<>(scope.tokens());
    implied.forEach((token, under) -> {
      if (!under.and(scope).isEmpty()) {
        all.add(token);
      }
    });
    return Scope.of(all);
  }

  /// What one token implies.
  ///
  /// @param token a scope token
  /// @return what it means beside itself; nothing, for most
  public Scope under(String token) {
    return implied.getOrDefault(token, Scope.NONE);
  }
}
