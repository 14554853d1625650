package dev.ninestep.step;

import dev.ninestep.decision.AuthenticateClient;
import dev.ninestep.decision.ClientCredentials;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.fold.Client;
import dev.ninestep.protocol.Parameters;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/// Finds out which client sends a request, at every endpoint where one has to prove itself.
///
/// @param clients finds clients
/// @spec https://www.rfc-editor.org/rfc/rfc6749#section-2.3 RFC 6749 §2.3
record ClientAuthentication(Clients clients) {

  /// Whether a client is who it says.
  sealed interface Result {

    /// It is.
    ///
    /// @param client what it registered
    record Proven(ClientRegistered client) implements Result {}

    /// It is not, or that cannot be known now.
    ///
    /// @param refused why
    record Unproven(Refused refused) implements Result {}
  }

  /// The credentials of a request. From here on the exchange is about the client they name.
  ///
  /// @param context the request
  /// @param form its parameters
  /// @return what it brought
  static ClientCredentials credentials(RoutingContext context, Parameters form) {
    var credentials = ClientCredentials.of(authorization(context), form);
    credentials.client().ifPresent(Exchange.of(context)::isAbout);
    return credentials;
  }

  /// Two such headers read as one that is malformed, as a header field that came twice does.
  private static Optional<String> authorization(RoutingContext context) {
    var sent = context.request().headers().getAll("Authorization");
    return sent.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", sent));
  }

  /// Decides who sent a request.
  ///
  /// @param credentials what it brought
  /// @return the client, or why it is not known to be any
  Future<Result> decide(ClientCredentials credentials) {
    return clients
        .find(credentials.client())
        .map(found ->
            found
                .map(client -> decide(credentials, client))
                .orElseGet(() -> new Result.Unproven(Refused.of(Refusal.LOG_UNAVAILABLE))));
  }

  private static Result decide(ClientCredentials credentials, Client client) {
    var refused = new AuthenticateClient(credentials, client).decide();
    if (refused.isEmpty() && client instanceof Client.Registered(var metadata, _, _)) {
      return new Result.Proven(metadata);
    }
    return new Result.Unproven(
        refused.orElseGet(() -> Refused.of(Refusal.CLIENT_UNKNOWN_AT_TOKEN)));
  }
}
