package dev.ninestep.step;

import dev.ninestep.event.ClientSeen;
import dev.ninestep.event.ClientUsed;
import dev.ninestep.event.Key;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.fold.Client;
import dev.ninestep.fold.Use;
import dev.ninestep.protocol.ClientId;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/// Finds clients. That one is unknown is believed only once this pod has read everything the log
/// held when the question arose: it may have registered with another pod a moment ago. One that was
/// never used is unknown a day after it was last heard of.
///
/// @param with whom the steps work with
record Clients(Collaborators with) {

  private static final Client UNKNOWN = new Client.Unknown();
  private static final Duration LATELY = Duration.ofHours(1);

  /// Finds a client.
  ///
  /// @param named the client_id of a request, if it has one
  /// @return the client, or empty when the log does not say in time
  Future<Optional<Client>> find(Optional<ClientId> named) {
    return named.map(this::find).orElseGet(() -> Future.succeededFuture(Optional.of(UNKNOWN)));
  }

  private Future<Optional<Client>> find(ClientId id) {
    return switch (known(id)) {
      case Client.Registered known -> Future.succeededFuture(Optional.of(known));
      case Client.Deactivated stopped -> Future.succeededFuture(Optional.of(stopped));
      case Client.Deleted deleted -> Future.succeededFuture(Optional.of(deleted));
      case Client.Closed closed -> Future.succeededFuture(Optional.of(closed));
      case Client.Unknown _ -> findBehindBarrier(id);
    };
  }

  private Client known(ClientId id) {
    return with.ledger().client(id).asOf(with.log().now());
  }

  /// Tells the log that a client has won tokens, if it never did before.
  ///
  /// @param exchange the exchange in which it did
  /// @param id the client
  void isUsed(Exchange exchange, ClientId id) {
    if (with.ledger().client(id) instanceof Client.Registered(_, _, Use.NotYet _)) {
      with.recorder().tell(exchange, new ClientUsed(id));
    }
  }

  /// Tells the log that a client has sent a user here, if it is one that would be forgotten and was
  /// not heard of lately: while a user signs in and decides, it must stay.
  ///
  /// @param exchange the exchange in which it did
  /// @param id the client
  void isSeen(Exchange exchange, ClientId id) {
    if (with.ledger().client(id) instanceof Client.Registered(_, _, Use.NotYet(var heardAt))
        && with.log().now().isAfter(heardAt.plus(LATELY))) {
      with.recorder().tell(exchange, new ClientSeen(id));
    }
  }

  private Future<Optional<Client>> findBehindBarrier(ClientId id) {
    return with.log()
        .barrier(new Key.OfClient(id))
        .map(reached -> reached ? Optional.of(known(id)) : Optional.empty());
  }
}
