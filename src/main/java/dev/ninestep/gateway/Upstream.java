package dev.ninestep.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;

/// The connections of one event loop to the MCP server behind the gateway.
final class Upstream {

  /// Below the 5 s after which a Node.js server, the usual upstream, closes an idle connection: a
  /// request sent on one that is just being closed is lost, and a POST cannot be sent again.
  private static final int IDLE_SECONDS = 4;

  private static final int WAITING_PER_CONNECTION = 4;

  private final URI uri;
  private final HttpClient client;

  Upstream(Vertx vertx, GatewaySettings settings) {
    uri = settings.upstream();
    client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setKeepAliveTimeout(IDLE_SECONDS)
                .setTcpKeepAlive(true)
                .setConnectTimeout((int) settings.connectTimeout().toMillis()),
            new PoolOptions()
                .setHttp1MaxSize(settings.connections())
                .setMaxWaitQueueSize(settings.connections() * WAITING_PER_CONNECTION));
  }

  String path() {
    return uri.getRawPath();
  }

  /// Prepares a request.
  ///
  /// @return the request, nothing of it sent yet; fails when there is no connection
  Future<HttpClientRequest> request(HttpMethod method, String target) {
    var isSecure = uri.getScheme().equals("https");
    var port = uri.getPort() >= 0 ? uri.getPort() : (isSecure ? 443 : 80);
    return client.request(
        new RequestOptions()
            .setMethod(method)
            .setHost(uri.getHost())
            .setPort(port)
            .setSsl(isSecure)
            .setURI(target));
  }

  Future<Void> close() {
    return client.close();
  }
}
