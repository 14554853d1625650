package dev.ninestep.app.configuration;

import java.net.URI;

/// The MCP server behind a resource.
public sealed interface Upstream {

  /// How the program's own MCP server is written.
  String BUILT_IN = "built-in";

  /// The program's own MCP server, started with it.
  record BuiltIn() implements Upstream {}

  /// A server somewhere else.
  ///
  /// @param url where the gateway sends what it admits
  record At(URI url) implements Upstream {}
}
