package dev.ninestep.event;

import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.Step;
import java.time.Duration;

/// The consent page was shown. The log's time of this fact starts the life of the page's nonce.
///
/// @param client who asks
/// @param account who is asked
/// @param scope for what
/// @param resource at which audience
/// @param nonceLifetime how long the decision may take
public record ConsentShown(
    ClientId client, AccountId account, Scope scope, ResourceUri resource, Duration nonceLifetime)
    implements Event, Event.Told {

  @Override
  public Step step() {
    return Step.AUTHORIZATION;
  }
}
