package dev.ninestep.trace;

import java.time.Instant;
import java.util.List;

/// What else came from a machine, about the time of a flow.
///
/// @param registrations when it registered a client, or tried to
/// @param goesOn whether an authorization or token request came of what it asked
public record Surroundings(List<Instant> registrations, boolean goesOn) {

  /// Nobody looked.
  static final Surroundings UNKNOWN = new Surroundings(List.of(), true);

  /// Copies the list and sorts it.
  public Surroundings {
    registrations = registrations.stream().sorted().toList();
  }

  /// What had come by then.
  Surroundings until(Instant at) {
    return new Surroundings(
        registrations.stream().filter(time -> !time.isAfter(at)).toList(), goesOn);
  }
}
