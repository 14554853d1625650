package dev.ninestep.app;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/// What else may be known of a flow that `ninestep trace` looks for.
final class Narrower {

  @Option(names = "--account", paramLabel = "ID", description = "The user, by the account's id.")
  private Optional<String> account = Optional.empty();

  @Option(names = "--redirect-host", paramLabel = "HOST", description = "Where the browser went.")
  private Optional<String> redirectHost = Optional.empty();

  @Option(
      names = "--client-name",
      paramLabel = "NAME",
      description = "What the client calls itself, or how that begins.")
  private Optional<String> clientName = Optional.empty();

  @Option(names = "--refusal", paramLabel = "NAME", description = "The refusal, by its own name.")
  private Optional<String> refusal = Optional.empty();

  @Option(names = "--pod", paramLabel = "NAME", description = "Who answered; needs --at.")
  private Optional<String> pod = Optional.empty();

  @Option(
      names = "--within",
      paramLabel = "MINUTES",
      description = "How far from --at to look: 1 to 60. Default: 5.")
  private Optional<String> within = Optional.empty();

  @Option(names = "--limit", paramLabel = "N", description = "How many flows: 1 to 100.")
  private Optional<String> limit = Optional.empty();

  /// As the support API calls them.
  Map<String, String> parameters() {
    var known = new HashMap<String, String>();
    account.ifPresent(value -> known.put("account", value));
    redirectHost.ifPresent(value -> known.put("redirect_host", value));
    clientName.ifPresent(value -> known.put("client_name", value));
    refusal.ifPresent(value -> known.put("refusal", value));
    pod.ifPresent(value -> known.put("pod", value));
    within.ifPresent(value -> known.put("within", value));
    limit.ifPresent(value -> known.put("limit", value));
    return known;
  }
}
