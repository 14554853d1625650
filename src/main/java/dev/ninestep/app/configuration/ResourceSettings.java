package dev.ninestep.app.configuration;

import dev.ninestep.gateway.CallLimits;
import dev.ninestep.gateway.NeededScopes;
import dev.ninestep.gateway.Prices;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.ScopeHierarchy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The keys of what is protected, and of who is let in.
final class ResourceSettings {

  static final Setting<ResourceUri> URI =
      Setting.optional(
          "resources.*.uri", Forms.RESOURCE, "What is protected; or give its path on the issuer.");
  static final Setting<String> PATH =
      Setting.of("resources.*.path", Forms.RESOURCE_PATH, "/mcp", "Its path on the issuer's host.");
  static final Setting<Upstream> UPSTREAM =
      Setting.required(
          "resources.*.upstream",
          Forms.upstream(),
          "The MCP server behind it, or several that do the same; built-in is the program's own.");
  static final Setting<Scope> SCOPES =
      Setting.of("resources.*.scopes", Forms.SCOPE, "mcp", "Every scope it has.");
  static final Setting<Scope> DEFAULT_SCOPES =
      Setting.of(
          "resources.*.default-scopes",
          Forms.SCOPE,
          "mcp",
          "What a client gets that asks for none.");

  /// What one scope means beside itself.
  static final Setting<Scope> IMPLIED_SCOPES =
      Setting.optional(
          "resources.*.implied-scopes.*",
          Forms.SCOPE,
          "The scopes that come with the scope of this name; whoever has it needs none of them.");

  static final Setting<Scope> NEEDED_SCOPES =
      Setting.optional(
          "resources.*.needed-scopes",
          Forms.SCOPE,
          "Without which no call is let in. Unless given: default-scopes, or before the built-in"
              + " server none, since each of its tools says which it needs.");

  /// What single tools need beside that.
  static final Setting<Scope> TOOL_SCOPES =
      Setting.optional(
          "resources.*.tool-scopes.*",
          Forms.SCOPE,
          "Without which the tool of this name is not called, beside needed-scopes.");

  static final Setting<String> INTROSPECTION =
      Setting.optional(
          "resources.*.introspection-secret-hash",
          Forms.SHA256,
          "SHA-256, base64url, of the secret with which whoever serves it may introspect its"
              + " tokens.");

  /// How often an account may call.
  static final Setting<Integer> CALLS_PER_MINUTE =
      Setting.optional(
          "resources.*.calls-per-minute",
          Forms.number(1, 1_000_000_000),
          "Calls a minute by an account, whatever app or pod; beyond them 429. Unless given: any"
              + " number.");

  static final Setting<Integer> LONGEST_BODY =
      Setting.of(
          "resources.*.longest-body",
          Forms.number(1, 1 << 30),
          Long.toString(CallLimits.USUAL.longestBody()),
          "Bytes of the longest request body that is passed on; beyond them 413.");

  /// What a call of a tool costs.
  static final Setting<Amount> PRICE =
      Setting.of(
          "resources.*.price",
          Forms.AMOUNT,
          "0",
          "What the call of a tool costs; nothing, and no balance is looked at.");

  /// What calls of single tools cost.
  static final Setting<Amount> TOOL_PRICE =
      Setting.optional(
          "resources.*.prices.*", Forms.AMOUNT, "What the call of the tool of this name costs.");

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

  private static final List<Setting<?>> OWN =
      List.of(
          URI,
          PATH,
          UPSTREAM,
          SCOPES,
          DEFAULT_SCOPES,
          IMPLIED_SCOPES,
          NEEDED_SCOPES,
          TOOL_SCOPES,
          CALLS_PER_MINUTE,
          LONGEST_BODY,
          PRICE,
          TOOL_PRICE,
          INTROSPECTION,
          ALLOWED_ORIGINS,
          STALENESS);

  /// All of them, and those of the way to what is behind.
  static final List<Setting<?>> ALL =
      Stream.concat(OWN.stream(), UpstreamSettings.ALL.stream()).toList();

  private ResourceSettings() {}

  static CallLimits limits(Values values, int index) {
    return new CallLimits(
        values.find(CALLS_PER_MINUTE.at(index)).stream().mapToInt(Integer::intValue).findFirst(),
        values.get(LONGEST_BODY.at(index)));
  }

  /// What calls of a resource cost, as far as it can be read.
  ///
  /// @param problems gets what cannot
  static Prices prices(Values values, int index, List<String> problems) {
    return new Prices(values.get(PRICE.at(index)), named(TOOL_PRICE, values, index, problems));
  }

  /// Which scopes calls of a resource need, as far as it can be read.
  ///
  /// @param byAll what every call needs
  /// @param offered every scope the resource has
  /// @param problems gets what cannot
  static NeededScopes needed(
      Values values, int index, Scope byAll, Scope offered, List<String> problems) {
    var byTools = named(TOOL_SCOPES, values, index, problems);
    byTools.forEach((tool, scope) -> {
      if (!offered.covers(scope)) {
        problems.add(
            "%s%s: '%s' is not among the scopes '%s'"
                .formatted(prefix(TOOL_SCOPES, index), tool, scope.without(offered), offered));
      }
    });
    return new NeededScopes(byAll, byTools);
  }

  /// Which scopes of a resource imply others, as far as it can be read.
  ///
  /// @param offered every scope the resource has
  /// @param problems gets what cannot
  static ScopeHierarchy hierarchy(Values values, int index, Scope offered, List<String> problems) {
    var implied = named(IMPLIED_SCOPES, values, index, problems);
    var key = prefix(IMPLIED_SCOPES, index);
    implied.forEach((token, others) -> {
      var unknown = others.without(offered);
      if (!unknown.isEmpty() || !offered.has(token)) {
        problems.add(
            "%s%s: '%s' is not among the scopes '%s'"
                .formatted(key, token, offered.has(token) ? unknown : token, offered));
      }
    });
    try {
      return new ScopeHierarchy(implied);
    } catch (IllegalArgumentException e) {
      problems.add("%s: %s".formatted(key.substring(0, key.length() - 1), e.getMessage()));
      return ScopeHierarchy.FLAT;
    }
  }

  /// The values of a setting whose last name anybody chooses, by that name.
  private static <T> Map<String, T> named(
      Setting<T> setting, Values values, int index, List<String> problems) {
    var all = new HashMap<String, T>();
    var key = prefix(setting, index);
    values
        .below(key)
        .forEach((name, text) ->
            setting
                .form()
                .read()
                .apply(text)
                .ifPresentOrElse(
                    value -> all.put(name, value),
                    () ->
                        problems.add(
                            "%s%s: expected %s, not '%s'"
                                .formatted(key, name, setting.form().expected(), text))));
    return all;
  }

  private static String prefix(Setting<?> setting, int index) {
    return setting.key().replaceFirst("\\*", Integer.toString(index)).replace("*", "");
  }
}
