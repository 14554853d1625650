package dev.ninestep.event;

import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.Step;

/// A client gave an access token of its own to get one that allows less. Whether the grant still
/// stood is what the order of the log says; the grant itself is as before.
///
/// @param attempt names this presentation
/// @param client who gave it
/// @param accessTokenId the `jti` of the token given
/// @param scope what the new one is to allow
/// @param caller who called
/// @spec https://www.rfc-editor.org/rfc/rfc8693#section-2.1 RFC 8693 §2.1
public record SubjectPresented(
    AttemptId attempt, ClientId client, String accessTokenId, Scope scope, Caller caller)
    implements Event {

  @Override
  public Step step() {
    return Step.TOKEN;
  }
}
