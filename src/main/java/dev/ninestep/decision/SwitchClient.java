package dev.ninestep.decision;

import dev.ninestep.event.ClientActivated;
import dev.ninestep.event.ClientDeactivated;
import dev.ninestep.event.Event;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.fold.Client;
import dev.ninestep.protocol.ClientId;
import java.util.Optional;

/// An operator deactivates a client, or activates it again. To do so twice is to do it once.
///
/// @param client which
/// @param by who does it
/// @param reason why it is deactivated; empty when it is activated again
public record SwitchClient(ClientId client, String by, Optional<String> reason) {

  /// Decides.
  ///
  /// @param before the client, as far as it is known
  /// @return the fact to append, or that there is no such client
  public Decision decide(Client before) {
    return switch (before) {
      case Client.Unknown _, Client.Deleted _ ->
          new Decision.Refuse(Refused.of(Refusal.CLIENT_NOT_FOUND));
      case Client.Registered _, Client.Deactivated _, Client.Closed _ ->
          new Decision.Append(fact());
    };
  }

  /// What is decided, whatever the client is.
  ///
  /// @return the fact to append
  public Event fact() {
    return reason
        .<Event>map(why -> new ClientDeactivated(client, by, why))
        .orElseGet(() -> new ClientActivated(client, by));
  }

  /// What the state right after the fact means.
  ///
  /// @param after the client after the fact was folded
  /// @return why it is not as it should be, or empty when it is
  public Optional<Refused> outcome(Client after) {
    return switch (after) {
      case Client.Deactivated _, Client.Registered _ -> Optional.empty();
      case Client.Unknown _, Client.Deleted _ -> Optional.of(Refused.of(Refusal.CLIENT_NOT_FOUND));
      case Client.Closed _ -> Optional.of(Refused.of(Refusal.GRANT_UNREADABLE));
    };
  }
}
