package dev.ninestep.event;

import dev.ninestep.protocol.Step;

/// A discovery document was served.
///
/// @param document which one: `protected-resource`, `authorization-server`, `openid-configuration`
///   or `jwks`
/// @param path the path that was asked, since clients probe many
/// @param caller who called
public record MetadataServed(String document, String path, Caller caller) implements Event {

  /// The document that belongs to step 0.
  public static final String PROTECTED_RESOURCE = "protected-resource";

  @Override
  public Step step() {
    return document.equals(PROTECTED_RESOURCE) ? Step.CHALLENGE : Step.METADATA;
  }
}
