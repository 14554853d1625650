package dev.ninestep.app.configuration;

import java.net.URI;
import java.util.List;

/// What is behind a resource.
public sealed interface Upstream {

  /// How the program's own MCP server is written.
  String BUILT_IN = "built-in";

  /// The program's own MCP server, started with it.
  record BuiltIn() implements Upstream {}

  /// Servers somewhere else, which all do the same.
  ///
  /// @param urls where the gateway sends what it admits, at least one
  record At(List<URI> urls) implements Upstream {

    public At {
      urls = List.copyOf(urls);
    }
  }
}
