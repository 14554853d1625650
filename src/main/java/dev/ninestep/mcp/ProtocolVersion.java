package dev.ninestep.mcp;

import io.vertx.core.json.JsonArray;
import java.util.Arrays;
import java.util.Optional;

/// The revisions of MCP this server speaks, the latest first.
enum ProtocolVersion {
  V2026_07_28("2026-07-28"),
  V2025_11_25("2025-11-25"),
  V2025_06_18("2025-06-18"),
  V2025_03_26("2025-03-26");

  /// The latest that begins with `initialize`.
  static final ProtocolVersion LATEST_LEGACY = V2025_11_25;

  private final String text;

  ProtocolVersion(String text) {
    this.text = text;
  }

  static Optional<ProtocolVersion> parse(String text) {
    return Arrays.stream(values()).filter(version -> version.text.equals(text)).findFirst();
  }

  /// All of them, as an error or a discovery lists them.
  static JsonArray supported() {
    var list = new JsonArray();
    Arrays.stream(values()).map(ProtocolVersion::toString).forEach(list::add);
    return list;
  }

  /// Whether requests say for themselves which revision they speak.
  boolean isModern() {
    return switch (this) {
      case V2026_07_28 -> true;
      case V2025_11_25, V2025_06_18, V2025_03_26 -> false;
    };
  }

  /// Whether several messages may come as one array.
  boolean hasBatches() {
    return this == V2025_03_26;
  }

  @Override
  public String toString() {
    return text;
  }
}
