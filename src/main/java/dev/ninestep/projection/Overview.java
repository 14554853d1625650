package dev.ninestep.projection;

import dev.ninestep.event.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/// How connecting has gone lately. That somebody of the support team looked at flows is not among
/// it.
///
/// @param from the first moment that was counted
/// @param until the moment after the last
/// @param minutes the flows that began in each minute in which any did, in order
/// @param clients the clients that began most flows, at most 20, by what they call themselves
/// @param refusals what was refused most often, at most 12; a challenge is no failure
public record Overview(
    Instant from,
    Instant until,
    List<Minute> minutes,
    List<Client> clients,
    List<Refused> refusals) {

  /// How many records of one refusal are read; a flood is one record.
  public static final int MOST_OF_A_REFUSAL = 2_000;

  /// Copies the lists.
  public Overview {
    minutes = List.copyOf(minutes);
    clients = List.copyOf(clients);
    refusals = List.copyOf(refusals);
  }

  /// Flows, and what came of them.
  ///
  /// @param began how many asked for an authorization
  /// @param completed how many of them came to tokens
  /// @param settled how many of them began two minutes ago or longer, so that they have come to
  ///   tokens by now or never will
  /// @param connected how many of those came to tokens
  public record Flows(long began, long completed, long settled, long connected) {

    /// No flows.
    public static final Flows NONE = new Flows(0, 0, 0, 0);

    /// These and others.
    ///
    /// @param more the others
    /// @return both
    public Flows plus(Flows more) {
      return new Flows(
          began + more.began,
          completed + more.completed,
          settled + more.settled,
          connected + more.connected);
    }

    /// {@return how many in a hundred of the settled ones came to tokens; empty while there are
    /// none}
    public OptionalLong share() {
      return settled == 0
          ? OptionalLong.empty()
          : OptionalLong.of(Math.round(100.0 * connected / settled));
    }
  }

  /// The flows of one minute.
  ///
  /// @param at when it begins
  /// @param flows the flows that began in it
  public record Minute(Instant at, Flows flows) {}

  /// The flows of one client.
  ///
  /// @param name what it calls itself, or its client_id
  /// @param flows its flows
  public record Client(String name, Flows flows) {}

  /// What was refused.
  ///
  /// @param refusal why
  /// @param times how often, as far as was read
  /// @param flows in how many of the flows that were counted
  /// @param isMore whether [#MOST_OF_A_REFUSAL] were read and there may be more
  public record Refused(Refusal refusal, long times, long flows, boolean isMore) {}

  /// {@return all flows that were counted}
  public Flows all() {
    return minutes.stream().map(Minute::flows).reduce(Flows.NONE, Flows::plus);
  }
}
