package dev.ninestep.event;

/// Who has to act on a refusal.
public enum Owner {
  /// The person at the browser.
  USER,
  /// Whoever makes or configures the client.
  CLIENT,
  /// Whoever runs this server or the MCP server behind it.
  OPERATOR,
  /// Whoever runs what lies between: a proxy, a firewall, a connection that drops.
  NETWORK,
  /// Nobody: the flow works as it should.
  NOBODY
}
