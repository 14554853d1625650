package dev.ninestep.gateway;

/// The body of a call of a tool.
final class ToolCall {

  private ToolCall() {}

  /// Of the tool of this name.
  static String of(String tool) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"%s\"}}"
        .formatted(tool);
  }
}
