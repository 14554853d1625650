package dev.ninestep.event;

import dev.ninestep.protocol.Step;

/// A discovery document was served, or a client read its own registration.
///
/// @param document which one: `protected-resource`, `authorization-server`, `openid-configuration`,
///   `jwks` or `registration`
/// @param path the path that was asked, since clients probe many
/// @param caller who called
public record MetadataServed(String document, String path, Caller caller)
    implements Event, Event.Told {

  /// The document that belongs to step 0.
  public static final String PROTECTED_RESOURCE = "protected-resource";

  /// The document that belongs to step 1.
  public static final String REGISTRATION = "registration";

  @Override
  public Step step() {
    return switch (document) {
      case PROTECTED_RESOURCE -> Step.CHALLENGE;
      case REGISTRATION -> Step.REGISTRATION;
      case String _ -> Step.METADATA;
    };
  }
}
