package dev.ninestep.settings;

import dev.ninestep.projection.ConnectedApp;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.Parameters;
import java.util.Optional;

/// Which connections a user wants to end.
sealed interface Which {

  /// A single one.
  ///
  /// @param grant its grant
  record One(FlowId grant) implements Which {}

  /// Every one of a client.
  ///
  /// @param client the client
  record OfClient(ClientId client) implements Which {}

  /// All there are.
  record Everything() implements Which {}

  /// Reads what a form or a query names: `grant`, `client_id`, or `everything`.
  ///
  /// @return empty unless it is exactly one of them
  static Optional<Which> of(Parameters sent) {
    var grant = sent.get("grant");
    var client = sent.get("client_id");
    var everything = sent.get("everything");
    if (sent.repeated().isPresent()
        || grant.stream().count() + client.stream().count() + everything.stream().count() != 1) {
      return Optional.empty();
    }
    return grant
        .flatMap(FlowId::parse)
        .<Which>map(One::new)
        .or(() -> client.flatMap(ClientId::parse).map(OfClient::new))
        .or(() -> everything.filter("yes"::equals).map(_ -> new Everything()));
  }

  /// Whether an app is among them.
  default boolean includes(ConnectedApp app) {
    return switch (this) {
      case One(var grant) -> app.grant().equals(grant);
      case OfClient(var client) -> app.client().equals(client);
      case Everything _ -> true;
    };
  }
}
