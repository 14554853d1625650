package dev.ninestep.mcp;

import dev.ninestep.projection.ConnectedApps;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.Issuer;
import dev.ninestep.protocol.Scope;
import dev.ninestep.token.KeyRing;
import dev.ninestep.token.UpstreamCaller;
import dev.ninestep.token.UpstreamIdentity;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A built-in MCP server on a port of its own, and somebody who may call it.
final class Served implements AutoCloseable {

  static final UpstreamCaller CALLER =
      new UpstreamCaller(
          new AccountId(1, 2), new ClientId("client-1"), Scope.of("mcp"), new FlowId(3, 4));

  private static final Issuer ISSUER = new Issuer("http://localhost:8080");
  private static final KeyRing RING = KeyRing.generate();

  final UpstreamIdentity identity = new UpstreamIdentity(RING, ISSUER);
  final URI url;
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Served(Tool... more) {
    this(_ -> Future.succeededFuture(List.of()), more);
  }

  Served(ConnectedApps apps, Tool... more) {
    url = new McpServer(vertx, identity, apps, List.of(more)).listen(0).await();
  }

  /// A request with the header of the gateway.
  HttpRequest.Builder request(String below) {
    return HttpRequest.newBuilder(URI.create(url + below))
        .timeout(Duration.ofSeconds(20))
        .header("X-Ninestep-Identity", identity.sign(CALLER, url, Instant.now()));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// Posts a body with extra headers, name and value in turn.
  HttpResponse<String> post(String body, String... headers) {
    var request =
        request("")
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .POST(BodyPublishers.ofString(body));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  /// Calls a method in the way of 2026-07-28.
  HttpResponse<String> modern(String method, JsonObject params) {
    var name = params.getString("name");
    var headers =
        name == null
            ? new String[] {"MCP-Protocol-Version", "2026-07-28", "Mcp-Method", method}
            : new String[] {
              "MCP-Protocol-Version", "2026-07-28", "Mcp-Method", method, "Mcp-Name", name
            };
    return post(request(method, enveloped(params)), headers);
  }

  /// Calls a method in the way of 2025-11-25.
  HttpResponse<String> legacy(String method, JsonObject params) {
    return post(request(method, params), "MCP-Protocol-Version", "2025-11-25");
  }

  static JsonObject enveloped(JsonObject params) {
    return params
        .copy()
        .put(
            "_meta",
            new JsonObject()
                .put("io.modelcontextprotocol/protocolVersion", "2026-07-28")
                .put("io.modelcontextprotocol/clientCapabilities", new JsonObject()));
  }

  static String request(String method, JsonObject params) {
    return new JsonObject()
        .put("jsonrpc", "2.0")
        .put("id", 1)
        .put("method", method)
        .put("params", params)
        .encode();
  }

  @Override
  public void close() {
    http.close();
    vertx.close().await();
  }
}
