package dev.ninestep.doctor;

import java.net.URI;

/// The MCP requests the doctor sends.
final class Calls {

  static final String LEGACY = "2025-11-25";
  static final String MODERN = "2026-07-28";

  private static final int LARGE = 64 * 1024;
  private static final String BOTH = "application/json, text/event-stream";

  private Calls() {}

  /// How a client of the earlier era begins.
  static Ask initialize(URI url) {
    return call(
        url,
        """
        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"%s",\
        "capabilities":{},"clientInfo":{"name":"ninestep-doctor","version":"1"}}}\
        """
            .formatted(LEGACY));
  }

  static Ask tools(URI url) {
    return call(url, "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}")
        .with("MCP-Protocol-Version", LEGACY);
  }

  /// A request of the era in which headers repeat what the body says.
  static Ask discover(URI url) {
    return call(
            url,
            """
            {"jsonrpc":"2.0","id":3,"method":"server/discover","params":{"_meta":{\
            "io.modelcontextprotocol/protocolVersion":"%s",\
            "io.modelcontextprotocol/clientCapabilities":{},\
            "io.modelcontextprotocol/clientInfo":{"name":"ninestep-doctor","version":"1"}}}}\
            """
                .formatted(MODERN))
        .with("MCP-Protocol-Version", MODERN)
        .with("Mcp-Method", "server/discover");
  }

  /// A request as long as one that carries a file.
  static Ask large(URI url) {
    return Ask.json(
            url,
            new Ask.Content.Padded(
                "{\"jsonrpc\":\"2.0\",\"id\":4,\"method\":\"ping\",\"params\":{\"_meta\":{\"doctor\":\"",
                LARGE,
                "\"}}}"))
        .with("Accept", BOTH)
        .with("MCP-Protocol-Version", LEGACY);
  }

  private static Ask call(URI url, String json) {
    return Ask.json(url, json).with("Accept", BOTH);
  }
}
