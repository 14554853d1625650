package dev.ninestep.projection;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What is kept about the owner of an account.
///
/// @param account what they type, and what they may do
/// @param createdAt when the account was made
/// @param credentials what they prove themselves with, and since when; none is told itself
/// @param events how often the trace index has an event of each type about them
public record Person(
    StoredAccount account,
    Instant createdAt,
    Map<String, Instant> credentials,
    List<Events> events) {

  /// Events of a type.
  ///
  /// @param type the type
  /// @param count how many
  /// @param first the log's time of the first that is kept
  /// @param last the log's time of the last
  public record Events(String type, long count, Instant first, Instant last) {}

  /// Copies what it is given.
  public Person {
    credentials = Map.copyOf(credentials);
    events = List.copyOf(events);
  }
}
