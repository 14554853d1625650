package dev.ninestep.signal;

import dev.ninestep.protocol.ResourceUri;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/// Somebody who is told of revocations.
///
/// @param name what operators call it, and what it is remembered by: under another name it is
///   another receiver, which begins at the end of the log
/// @param endpoint where events are pushed
/// @param audience the `aud` of its events
/// @param authorization the value of the header of this name, where it wants one; a secret
/// @param resources of which resources it is told that a grant ended; of all, when there are none
/// @spec https://www.rfc-editor.org/rfc/rfc8935 RFC 8935
public record Receiver(
    String name,
    URI endpoint,
    String audience,
    Optional<String> authorization,
    Set<ResourceUri> resources) {

  /// The beginning of the name of every receiver's consumer group.
  public static final String GROUPS = "ninestep.signals.";

  /// Copies the resources.
  public Receiver {
    resources = Set.copyOf(resources);
  }

  /// The consumer group that reads the log for it.
  ///
  /// @return the name of the group
  public String group() {
    return GROUPS + name;
  }

  /// Whether it is to be told of something. What is not about one resource is everybody's concern.
  boolean wants(Signal signal) {
    return resources.isEmpty() || signal.resource().filter(r -> !resources.contains(r)).isEmpty();
  }

  /// Without what it wants to be authorized by.
  @Override
  public String toString() {
    return "Receiver[" + name + " at " + endpoint + "]";
  }
}
