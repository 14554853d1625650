package dev.ninestep.app.bench;

/// What a pod of a benchmark does.
///
/// @param roles its roles, as the configuration has them
/// @param upstream what is behind /mcp
/// @param expectedGrants how many grants it makes room for at once
record PodSpec(String roles, String upstream, long expectedGrants) {

  private static final long USUAL = 100_000;

  /// One that makes room for the usual.
  static PodSpec of(String roles, String upstream) {
    return new PodSpec(roles, upstream, USUAL);
  }

  /// One that has a server of its own behind it.
  static PodSpec before(BackendProcess upstream) {
    return of("auth, gateway", "http://localhost:" + upstream.port() + "/mcp");
  }
}
