package dev.ninestep.app.bench;

import java.util.List;

/// What a pod of a benchmark does.
///
/// @param roles its roles, as the configuration has them
/// @param upstream what is behind /mcp
/// @param expectedGrants how many grants it makes room for at once
/// @param flags for its JVM, beside the usual ones
record PodSpec(String roles, String upstream, long expectedGrants, List<String> flags) {

  private static final long USUAL = 100_000;

  /// One that makes room for the usual.
  static PodSpec of(String roles, String upstream) {
    return new PodSpec(roles, upstream, USUAL, List.of());
  }

  /// One that has a server of its own behind it.
  static PodSpec before(Child upstream) {
    return of("auth, gateway", "http://localhost:" + upstream.port() + "/mcp");
  }
}
