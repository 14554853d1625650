package dev.ninestep.gateway;

import dev.ninestep.event.Caller;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.fold.Client;
import dev.ninestep.fold.Use;
import dev.ninestep.log.VirtualFlowLog;
import dev.ninestep.protocol.ClientAuthMethod;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.ClientName;
import dev.ninestep.protocol.Scope;
import java.util.List;
import java.util.Optional;

/// A client that has registered and got tokens.
final class RegisteredClient {

  private RegisteredClient() {}

  /// One of this id.
  static Client of(ClientId id) {
    var metadata =
        new ClientRegistered(
            id,
            new ClientName("A client"),
            List.of(),
            ClientAuthMethod.NONE,
            Optional.empty(),
            List.of("authorization_code"),
            Scope.NONE,
            new Caller("hash", "127.0.0.0/24", Optional.empty()));
    return new Client.Registered(metadata, VirtualFlowLog.NOON, new Use.Made());
  }
}
