package dev.ninestep.trace;

import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.FlowId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What is known about a flow. At least one of all but the last two is given.
///
/// @param client the client_id, as it was typed
/// @param clientName how the client's name begins
/// @param at when it failed
/// @param error whatever was pasted as the error
/// @param account the user
/// @param grant the flow itself
/// @param redirectHost where the browser was to be sent
/// @param pod who answered
/// @param within how far from the moment is looked
/// @param limit how many flows at most
public record SearchQuery(
    Optional<String> client,
    Optional<String> clientName,
    Optional<Moment.Known> at,
    Optional<ErrorHint> error,
    Optional<AccountId> account,
    Optional<FlowId> grant,
    Optional<String> redirectHost,
    Optional<String> pod,
    Duration within,
    int limit) {

  /// Whether nothing is known that could be looked for.
  boolean isEmpty() {
    return isOnlyTheError() && error.isEmpty();
  }

  /// Whether nothing is known but an error.
  boolean isOnlyTheError() {
    return isOnlyThePod() && pod.isEmpty();
  }

  /// Whether nothing is known but a pod, and perhaps an error.
  boolean isOnlyThePod() {
    return client.isEmpty()
        && clientName.isEmpty()
        && at.isEmpty()
        && account.isEmpty()
        && grant.isEmpty()
        && redirectHost.isEmpty();
  }

  /// How it was read, for whoever wonders at what was found.
  ///
  /// @return a few phrases
  public List<String> understood() {
    return Stream.of(
            client.map(id -> "client_id " + id),
            at.map(moment -> "from %s to %s".formatted(moment.from(), moment.until())),
            error
                .map(hint -> hint.refusals().size())
                .filter(ways -> ways > 0)
                .map(ways ->
                    ways == 1 ? "the one refusal it means" : "any of " + ways + " refusals"))
        .flatMap(Optional::stream)
        .toList();
  }
}
