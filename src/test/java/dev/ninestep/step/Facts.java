package dev.ninestep.step;

import dev.ninestep.event.AccountSuspended;
import dev.ninestep.event.Caller;
import dev.ninestep.event.ClientDeactivated;
import dev.ninestep.event.ClientDeleted;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.DeliveryFailed;
import dev.ninestep.event.DeliveryFailure;
import dev.ninestep.event.Event;
import dev.ninestep.event.GrantRevoked;
import dev.ninestep.event.Key;
import dev.ninestep.event.Logged;
import dev.ninestep.event.Position;
import dev.ninestep.event.RefreshPresented;
import dev.ninestep.event.RevokedBy;
import dev.ninestep.event.Topic;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientAuthMethod;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.ClientName;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.Scope;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;

/// What others than the steps write into the log.
final class Facts {

  private Facts() {}

  static void suspend(TestServer server, AccountId account) {
    tell(server, new Key.OfAccount(account), new AccountSuspended(account, "operator", "test"));
  }

  /// A client deletes its registration.
  static void delete(TestServer server, ClientId client) {
    var caller = new Caller("hash", "127.0.0.0/24", Optional.empty());
    tell(server, new Key.OfClient(client), new ClientDeleted(client, caller));
  }

  /// An operator deactivates a client.
  static void deactivate(TestServer server, ClientId client) {
    var event = new ClientDeactivated(client, "operator", "its key was leaked");
    tell(server, new Key.OfClient(client), event);
  }

  /// A client has registered where every redirect_uri was allowed.
  static ClientId register(TestServer server, RedirectUri redirect) {
    return register(server, redirect, ClientAuthMethod.NONE, Optional.empty());
  }

  /// A client that proves itself with a key has registered.
  static ClientId registerWithKeys(TestServer server, String jwks) {
    var callback = new RedirectUri(TestClient.CALLBACK);
    return register(server, callback, ClientAuthMethod.PRIVATE_KEY_JWT, Optional.of(jwks));
  }

  private static ClientId register(
      TestServer server, RedirectUri redirect, ClientAuthMethod method, Optional<String> jwks) {
    var client = server.mint.client();
    tell(
        server,
        new Key.OfClient(client),
        new ClientRegistered(
            client,
            new ClientName("Told to the log"),
            List.of(redirect),
            method,
            Optional.empty(),
            List.of("authorization_code", "refresh_token", "client_credentials"),
            Scope.NONE,
            jwks,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new Caller("hash", "127.0.0.0/24", Optional.empty())));
    return client;
  }

  /// The user revokes the grant of the last flow.
  static void revoke(TestServer server) {
    revoke(server, RevokedBy.USER);
  }

  /// Somebody revokes the grant of the last flow.
  static void revoke(TestServer server, RevokedBy by) {
    var flow = server.log.facts().getLast().flow();
    var event = new GrantRevoked(by, Optional.empty(), Optional.empty());
    tell(server, new Key.OfFlow(flow), event);
  }

  /// The answer to the last refresh is known not to have left.
  static void lose(TestServer server) {
    var lost = server.log.events(RefreshPresented.class).getLast().attempt();
    var flow = server.log.facts().getLast().flow();
    var event = new DeliveryFailed(lost, DeliveryFailure.CONNECTION_CLOSED);
    tell(server, new Key.OfFlow(flow), event);
  }

  static void tell(TestServer server, Key key, Event event) {
    var flow = server.mint.flow();
    var request = server.mint.request();
    server.log.tell(server.log.seal(key, flow, request, Optional.empty(), Optional.empty(), event));
  }

  /// A record of the flow that a response belongs to turns out to be unreadable.
  static void breakFlow(TestServer server, HttpResponse<String> response) {
    var flow = FlowId.parse(response.headers().firstValue("X-Correlation-ID").orElseThrow());
    close(server, new Key.OfFlow(flow.orElseThrow()));
  }

  /// A record of a client turns out to be unreadable.
  static void breakClient(TestServer server, ClientId client) {
    close(server, new Key.OfClient(client));
  }

  private static void close(TestServer server, Key key) {
    var first = new Position(Topic.FLOW, 0, 0);
    server
        .log
        .ledger()
        .apply(new Logged.Unreadable(first, server.log.now(), Optional.of(key), "test"));
  }
}
