package dev.ninestep.app.configuration;

import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// The keys of what is protected, and of the way calls take to it.
final class ResourceSettings {

  static final Setting<ResourceUri> URI =
      Setting.optional(
          "resources.*.uri", Forms.RESOURCE, "What is protected; or give its path on the issuer.");
  static final Setting<String> PATH =
      Setting.of("resources.*.path", Forms.RESOURCE_PATH, "/mcp", "Its path on the issuer's host.");
  static final Setting<Upstream> UPSTREAM =
      Setting.required(
          "resources.*.upstream",
          Forms.UPSTREAM,
          "The MCP server behind it; built-in is the program's own.");
  static final Setting<Scope> SCOPES =
      Setting.of("resources.*.scopes", Forms.SCOPE, "mcp", "Every scope it has.");
  static final Setting<Scope> DEFAULT_SCOPES =
      Setting.of(
          "resources.*.default-scopes",
          Forms.SCOPE,
          "mcp",
          "What a client gets that asks for none.");

  static final Setting<Scope> NEEDED_SCOPES =
      Setting.optional(
          "resources.*.needed-scopes",
          Forms.SCOPE,
          "Without which no call is let in; default-scopes, unless given.");
  static final Setting<String> INTROSPECTION =
      Setting.optional(
          "resources.*.introspection-secret-hash",
          Forms.SHA256,
          "SHA-256, base64url, of the secret with which whoever serves it may introspect its"
              + " tokens.");

  static final Setting<Set<String>> ALLOWED_ORIGINS =
      Setting.of(
          "gateway.allowed-origins",
          Forms.several(Forms.ORIGIN),
          "*",
          "Origins whose pages may call; * is any, since a caller needs a token anyway.");
  static final Setting<Duration> STALENESS =
      Setting.of(
          "gateway.staleness-budget",
          Durations.between("100ms", "1m"),
          "5s",
          "Refuses calls (503) when the log was last heard longer ago.");
  static final Setting<Duration> CONNECT_TIMEOUT =
      Setting.of(
          "gateway.connect-timeout",
          Durations.between("10ms", "1m"),
          "5s",
          "To reach an upstream.");
  static final Setting<Duration> RESPONSE_TIMEOUT =
      Setting.of(
          "gateway.response-timeout",
          Durations.between("100ms", "1h"),
          "2m",
          "To the first byte of an upstream's answer.");

  /// All of them.
  static final List<Setting<?>> ALL =
      List.of(
          URI,
          PATH,
          UPSTREAM,
          SCOPES,
          DEFAULT_SCOPES,
          NEEDED_SCOPES,
          INTROSPECTION,
          ALLOWED_ORIGINS,
          STALENESS,
          CONNECT_TIMEOUT,
          RESPONSE_TIMEOUT);

  private ResourceSettings() {}
}
