package dev.ninestep.decision;

import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.IssuedToken;
import dev.ninestep.protocol.ResourceUri;

/// Who asks whether a token counts.
///
/// @spec https://www.rfc-editor.org/rfc/rfc7662#section-4 RFC 7662 §4
public sealed interface Introspector {

  /// Whether what it asks about is any of its business: anybody else's token is inactive to it.
  ///
  /// @param token the token
  /// @return true when it may know
  boolean mayAskAbout(IssuedToken token);

  /// Its name in the log.
  ///
  /// @return the client_id, or the resource's URI
  ClientId name();

  /// A resource server, about access tokens of which it is the audience.
  ///
  /// @param resource what it serves
  record ResourceServer(ResourceUri resource) implements Introspector {

    @Override
    public boolean mayAskAbout(IssuedToken token) {
      return token instanceof AccessToken && token.resource().equals(resource);
    }

    @Override
    public ClientId name() {
      return new ClientId(resource.value());
    }

    @Override
    public String toString() {
      return resource.value();
    }
  }

  /// A client that can keep a secret, about the tokens it holds itself.
  ///
  /// @param name its client_id
  record Holder(ClientId name) implements Introspector {

    @Override
    public boolean mayAskAbout(IssuedToken token) {
      return token.client().equals(name);
    }

    @Override
    public String toString() {
      return name.value();
    }
  }
}
