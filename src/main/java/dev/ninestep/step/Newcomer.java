package dev.ninestep.step;

import dev.ninestep.decision.ClientIdentity;
import dev.ninestep.decision.Hashes;
import dev.ninestep.decision.Likeness;
import dev.ninestep.decision.RegisterClient;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.fold.Client;
import dev.ninestep.protocol.ClientAuthMethod;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.token.Mint;
import java.util.Optional;

/// Who a client is that registers, with what only the client may know.
///
/// A public client that registers the same from the same place is the same client: many of them
/// register anew at every start, in every window, or because an answer was lost. One with a secret
/// or keys is a new one each time, since nobody else may learn its secret.
///
/// Because everybody behind one address may be such a public client, none of them can manage it: a
/// neighbour who registers the same could else replace its redirect URIs, or delete it.
///
/// @param identity who it is
/// @param secret its secret; counts only for a client that shares one
/// @param managementToken its registration_access_token; only of one nobody else can be
record Newcomer(ClientIdentity identity, String secret, Optional<String> managementToken) {

  /// An id that is free, or this client's own, is found at the first attempt unless clients have
  /// replaced or deleted their registrations.
  private static final int ATTEMPTS = 8;

  private static final ClientIdentity NOBODY =
      new ClientIdentity(new ClientId("nobody"), "", Optional.empty());

  static Newcomer of(RegisterClient command, Collaborators with) {
    var registered = command.registered(NOBODY);
    return registered.authMethod() == ClientAuthMethod.NONE
        ? known(registered, with)
        : unique(with.mint());
  }

  private static Newcomer unique(Mint mint) {
    return of(mint.client(), mint.clientSecret(), Optional.of(mint.clientSecret()));
  }

  private static Newcomer known(ClientRegistered registered, Collaborators with) {
    var likeness = Likeness.of(registered);
    for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
      var id = with.clientIds().id(likeness + registered.caller().address(), attempt);
      var isTheirs =
          switch (with.ledger().client(id).asOf(with.log().now())) {
            case Client.Unknown _ -> true;
            case Client.Registered(var metadata, _, _) -> Likeness.of(metadata).equals(likeness);
            case Client.Deactivated _, Client.Deleted _, Client.Closed _ -> false;
          };
      if (isTheirs) {
        return of(id, "", Optional.empty());
      }
    }
    return unique(with.mint());
  }

  private static Newcomer of(ClientId id, String secret, Optional<String> managementToken) {
    var identity =
        new ClientIdentity(id, Hashes.sha256(secret), managementToken.map(Hashes::sha256));
    return new Newcomer(identity, secret, managementToken);
  }

  @Override
  public String toString() {
    return "Newcomer[" + identity.id() + "]";
  }
}
