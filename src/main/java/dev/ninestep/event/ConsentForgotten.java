package dev.ninestep.event;

import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Step;

/// Whatever the account allowed a client is no longer remembered; the next request is asked about.
///
/// @param account whose memory
/// @param client the client
public record ConsentForgotten(AccountId account, ClientId client) implements Event {

  @Override
  public Step step() {
    return Step.CONSENT;
  }
}
