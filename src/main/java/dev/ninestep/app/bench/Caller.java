package dev.ninestep.app.bench;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/// Calls one server on loopback over kept connections.
final class Caller {

  private final Context context;
  private final HttpClient client;
  private final int port;

  /// @param connections how many at most
  Caller(Vertx vertx, int port, int connections) {
    this.port = port;
    this.context = vertx.getOrCreateContext();
    this.client =
        vertx
            .httpClientBuilder()
            .with(new HttpClientOptions().setKeepAlive(true).setTcpNoDelay(true))
            .with(new PoolOptions().setHttp1MaxSize(connections).setMaxWaitQueueSize(-1))
            .build();
  }

  Future<Reply> get(String path, Map<String, String> headers) {
    return send(HttpMethod.GET, path, headers, Buffer.buffer());
  }

  Future<Reply> form(String path, Map<String, String> headers, Map<String, String> fields) {
    var body =
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        HttpMethod.POST,
        path,
        with(headers, "Content-Type", "application/x-www-form-urlencoded"),
        Buffer.buffer(body));
  }

  Future<Reply> json(String path, String body) {
    return send(
        HttpMethod.POST, path, Map.of("Content-Type", "application/json"), Buffer.buffer(body));
  }

  private static Map<String, String> with(Map<String, String> headers, String name, String value) {
    var all = new java.util.HashMap<>(headers);
    all.put(name, value);
    return all;
  }

  private Future<Reply> send(
      HttpMethod method, String path, Map<String, String> headers, Buffer body) {
    var options =
        new RequestOptions().setMethod(method).setHost("localhost").setPort(port).setURI(path);
    headers.forEach(options::putHeader);
    var reply = Promise.<Reply>promise();
    context.runOnContext(_ -> send(options, body).onComplete(reply));
    return reply.future();
  }

  /// On an event loop: from any other thread a response may have been read before anybody asks for
  /// its body, which is then empty.
  private Future<Reply> send(RequestOptions options, Buffer body) {
    return client
        .request(options)
        .compose(request -> request.send(body))
        .compose(response ->
            response
                .body()
                .map(read -> new Reply(response.statusCode(), response.headers(), read)));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
