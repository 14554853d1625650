package dev.ninestep.step;

import dev.ninestep.decision.ClientVersion;
import dev.ninestep.document.ClientDocuments;
import dev.ninestep.document.Reading;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.fold.Client;
import dev.ninestep.log.Answer;
import dev.ninestep.protocol.ClientId;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/// Finds the client that wants to be authorized. One whose id is a URL is what its document says
/// now; if the log does not say the same, it is told first, so that every pod, the token endpoint
/// and the trace know the very client the user was shown.
///
/// @param with whom the steps work with
/// @param clients finds the others
/// @param documents reads documents
record AuthorizingClients(Collaborators with, Clients clients, ClientDocuments documents) {

  AuthorizingClients(Collaborators with) {
    this(with, new Clients(with), with.documents());
  }

  /// What came of looking for a client.
  sealed interface Found {

    /// It is known what there is to know; perhaps that there is no such client.
    ///
    /// @param client the client
    record Known(Client client) implements Found {}

    /// It cannot be known.
    ///
    /// @param refused why
    record Unknowable(Refused refused) implements Found {}
  }

  /// Finds a client.
  ///
  /// @param context the request that names it
  /// @param named the client_id, if it has one
  /// @return what came of it
  Future<Found> find(RoutingContext context, Optional<ClientId> named) {
    return clients
        .find(named)
        .compose(found ->
            found.isEmpty()
                ? unknowable(Refused.of(Refusal.LOG_UNAVAILABLE))
                : named
                    .filter(ClientId::isUrl)
                    .map(id -> read(context, id, found.get()))
                    .orElseGet(() -> known(context, found.get())));
  }

  private Future<Found> read(RoutingContext context, ClientId id, Client recorded) {
    return documents
        .read(id)
        .compose(reading ->
            switch (reading) {
              case Reading.Failed(var refused) -> unknowable(refused);
              case Reading.Found(var document) -> {
                var metadata = document.registered(Exchange.of(context).caller());
                yield says(recorded, metadata) ? known(context, recorded) : tell(context, metadata);
              }
            });
  }

  /// A client that fails closed does so whatever its document says.
  private static boolean says(Client recorded, ClientRegistered metadata) {
    return switch (recorded) {
      case Client.Unknown _ -> false;
      case Client.Registered(var before, _, _) ->
          ClientVersion.of(before).equals(ClientVersion.of(metadata));
      case Client.Deactivated _, Client.Deleted _, Client.Closed _ -> true;
    };
  }

  private Future<Found> tell(RoutingContext context, ClientRegistered metadata) {
    return with.recorder()
        .ask(Exchange.of(context), metadata, (after, _) -> (Client) after)
        .compose(answer ->
            switch (answer) {
              case Answer.Settled<Client>(var client) -> known(context, client);
              case Answer.Unsettled<Client> _ -> unknowable(Refused.of(Refusal.LOG_UNAVAILABLE));
            });
  }

  private static Future<Found> known(RoutingContext context, Client client) {
    if (client instanceof Client.Registered) {
      Exchange.of(context).isOfKnownClient();
    }
    return Future.succeededFuture(new Found.Known(client));
  }

  private static Future<Found> unknowable(Refused refused) {
    return Future.succeededFuture(new Found.Unknowable(refused));
  }
}
