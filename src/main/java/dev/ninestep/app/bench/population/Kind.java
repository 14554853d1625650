package dev.ninestep.app.bench.population;

/// A kind of client, after those that are in use. What makes a difference to an index is how many
/// share a client_id: everybody, or nobody.
enum Kind {
  /// On the web, known by the URL of its document: one client_id for all.
  WEB_ASSISTANT(
      30,
      "https://assistant.example.com/oauth/client-metadata.json",
      "https://assistant.example.com/api/mcp/auth_callback",
      "python-httpx/0.28.1"),
  /// An agent on a command line, known by the URL of its document, with a port of its own.
  AGENT(
      25,
      "https://agent.example.com/oauth/claude-code-client-metadata",
      "http://localhost:49152/callback",
      "claude-code/2.1.4 (cli)"),
  /// An editor that registers itself once for each install.
  EDITOR(
      20, "", "cursor://anysphere.cursor-retrieval/oauth/user-mcp/oauth_callback", "Cursor/2.4.0"),
  /// A bridge that registers itself once for each install.
  BRIDGE(20, "", "http://localhost:3334/oauth/callback", "node"),
  /// A tool for developers that registers itself whenever it connects.
  INSPECTOR(5, "", "http://localhost:6274/oauth/callback", "mcp-inspector/0.17.2");

  private final int percent;
  private final String shared;
  private final String redirect;
  private final String agent;

  Kind(int percent, String shared, String redirect, String agent) {
    this.percent = percent;
    this.shared = shared;
    this.redirect = redirect;
    this.agent = agent;
  }

  /// The kind of a flow.
  ///
  /// @param die 0 to 99
  static Kind of(int die) {
    var left = die;
    for (var kind : values()) {
      left -= kind.percent;
      if (left < 0) {
        return kind;
      }
    }
    throw new IllegalArgumentException("not 0 to 99: " + die);
  }

  /// Whether each install has a client_id of its own.
  boolean registers() {
    return shared.isEmpty();
  }

  /// The client_id of all installs, where they share one.
  String shared() {
    return shared;
  }

  /// Where browsers are sent back to.
  String redirect() {
    return redirect;
  }

  /// What it says it is.
  String agent() {
    return agent;
  }

  /// How many of a hundred flows are of an install that has registered before.
  int again() {
    return this == INSPECTOR ? 0 : 60;
  }
}
