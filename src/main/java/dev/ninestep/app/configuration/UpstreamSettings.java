package dev.ninestep.app.configuration;

import dev.ninestep.gateway.IdentityHeaders;
import dev.ninestep.gateway.UpstreamTerms;
import java.time.Duration;
import java.util.List;

/// The keys of the way to the MCP servers behind a resource. What is counted is counted by each
/// event loop, of which there is one for each processor.
final class UpstreamSettings {

  private static final Form<Duration> TO_CONNECT = Durations.between("10ms", "1m");
  private static final Form<Duration> TO_ANSWER = Durations.between("100ms", "1h");

  static final Setting<IdentityHeaders> IDENTITY_HEADERS =
      Setting.of(
          "resources.*.identity-headers",
          Forms.oneOf(IdentityHeaders.class),
          "signed",
          "signed: X-Ninestep-Identity, a JWT, tells upstreams who calls; plain:"
              + " X-Ninestep-Account, -Client and -Scope do so besides.");
  private static final Setting<Integer> CONNECTIONS =
      Setting.of(
          "resources.*.connections",
          Forms.number(1, 65_535),
          "512",
          "To each upstream, from each processor of a pod; every open stream takes one.");
  private static final Setting<Integer> WAITING =
      Setting.of(
          "resources.*.waiting",
          Forms.number(1, 1_000_000),
          "2048",
          "Calls that may wait for a connection to an upstream, likewise; beyond them 503.");
  private static final Setting<Duration> IDLE =
      Setting.of(
          "resources.*.idle-timeout",
          Durations.between("1s", "1h"),
          "4s",
          "Closes a connection to an upstream without a call; to be less than what the upstream"
              + " does it after.");
  private static final Setting<Duration> CONNECT_TO =
      Setting.optional(
          "resources.*.connect-timeout",
          TO_CONNECT,
          "To reach its upstreams; gateway.connect-timeout, unless given.");
  private static final Setting<Duration> RESPONSE_OF =
      Setting.optional(
          "resources.*.response-timeout",
          TO_ANSWER,
          "To the first byte of their answers; gateway.response-timeout, unless given.");
  private static final Setting<Duration> CONNECT_TIMEOUT =
      Setting.of("gateway.connect-timeout", TO_CONNECT, "5s", "To reach an upstream.");
  private static final Setting<Duration> RESPONSE_TIMEOUT =
      Setting.of(
          "gateway.response-timeout",
          TO_ANSWER,
          "2m",
          "To the first byte of an upstream's answer.");
  private static final Setting<Integer> FAILURES =
      Setting.of(
          "gateway.failures-in-a-row",
          Forms.number(1, 1_000),
          "5",
          "Calls that must fail before an upstream is taken out of use.");
  private static final Setting<Duration> LONGEST_REST =
      Setting.of(
          "gateway.longest-rest",
          Durations.between("1s", "1h"),
          "30s",
          "Between two trials of an upstream that is out of use; at first it is 1s.");

  /// All of them.
  static final List<Setting<?>> ALL =
      List.of(
          IDENTITY_HEADERS,
          CONNECTIONS,
          WAITING,
          IDLE,
          CONNECT_TO,
          RESPONSE_OF,
          CONNECT_TIMEOUT,
          RESPONSE_TIMEOUT,
          FAILURES,
          LONGEST_REST);

  private UpstreamSettings() {}

  /// How calls get to what is behind a resource.
  static UpstreamTerms terms(Values values, int index) {
    return new UpstreamTerms(
        values.find(CONNECT_TO.at(index)).orElseGet(() -> values.get(CONNECT_TIMEOUT)),
        values.find(RESPONSE_OF.at(index)).orElseGet(() -> values.get(RESPONSE_TIMEOUT)),
        values.get(CONNECTIONS.at(index)),
        values.get(WAITING.at(index)),
        values.get(IDLE.at(index)),
        values.get(FAILURES),
        UpstreamTerms.USUAL.shortestRest(),
        values.get(LONGEST_REST));
  }
}
