package dev.ninestep.event;

import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Step;

/// A request on the MCP URL came without a token and was answered 401 with the challenge that
/// starts every flow.
///
/// @param resource the resource asked for
/// @param method the HTTP method
/// @param caller who called
public record ResourceChallenged(ResourceUri resource, String method, Caller caller)
    implements Event, Event.Told {

  @Override
  public Step step() {
    return Step.CHALLENGE;
  }
}
