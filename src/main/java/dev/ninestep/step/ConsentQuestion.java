package dev.ninestep.step;

import dev.ninestep.event.ClientRegistered;
import dev.ninestep.protocol.AuthorizationRequest;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.Session;
import dev.ninestep.step.PendingRequests.Opened.Pending;

/// What a user is asked.
///
/// @param pending the request
/// @param client what the client registered; its name is only what it calls itself
/// @param session who is asked, in which browser
/// @param offered the scope that would be given
record ConsentQuestion(Pending pending, ClientRegistered client, Session session, Scope offered) {

  AuthorizationRequest request() {
    return pending.request();
  }
}
