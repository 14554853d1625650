package dev.ninestep.event;

/// What the support team looks at flows through.
public enum ViewedThrough {
  /// A page of the console.
  PAGE,
  /// The support API, or the command line, which asks that.
  API,
  /// A live tail.
  TAIL,
  /// A tool of the built-in MCP server.
  TOOL
}
