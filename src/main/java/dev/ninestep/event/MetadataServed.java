package dev.ninestep.event;

import dev.ninestep.protocol.Step;
import java.util.Optional;

/// A discovery document was served, or a client read its own registration. A flood of it is one
/// fact with its exact count, after the first few.
///
/// @param document which one: `protected-resource`, `authorization-server`, `openid-configuration`,
///   `jwks` or `registration`
/// @param path the path that was asked, since clients probe many; of several, the last
/// @param caller who called
/// @param repeated how often it was served, where that was counted; else once
public record MetadataServed(
    String document, String path, Caller caller, Optional<Repeated> repeated)
    implements Event, Event.Told {

  /// The document that belongs to step 0.
  public static final String PROTECTED_RESOURCE = "protected-resource";

  /// The document that belongs to step 1.
  public static final String REGISTRATION = "registration";

  /// A document was served once.
  ///
  /// @param document which one
  /// @param path the path that was asked
  /// @param caller who called
  public MetadataServed(String document, String path, Caller caller) {
    this(document, path, caller, Optional.empty());
  }

  /// {@return how often it was served}
  public long times() {
    return repeated.map(Repeated::count).orElse(1L);
  }

  @Override
  public Step step() {
    return switch (document) {
      case PROTECTED_RESOURCE -> Step.CHALLENGE;
      case REGISTRATION -> Step.REGISTRATION;
      case String _ -> Step.METADATA;
    };
  }
}
