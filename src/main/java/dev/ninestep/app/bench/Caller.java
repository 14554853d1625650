package dev.ninestep.app.bench;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/// Calls one server on loopback over kept connections.
final class Caller {

  private final Vertx vertx;
  private final Context context;
  private final HttpClient client;
  private final int port;

  /// @param connections how many at most
  Caller(Vertx vertx, int port, int connections) {
    this.vertx = vertx;
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

  /// Posts what was made before.
  Future<Reply> post(String path, MultiMap headers, Buffer body) {
    return inContext(() -> send(options(HttpMethod.POST, path).setHeaders(headers), body));
  }

  /// A benchmark of refusals would be worth nothing.
  ///
  /// @throws IllegalStateException when the answer is anything but 200
  static Reply requireOk(Reply reply) {
    if (reply.status() != 200) {
      throw new IllegalStateException(
          "a call was answered " + reply.status() + ": " + reply.body());
    }
    return reply;
  }

  /// Holds a stream open for each token.
  ///
  /// @param length for how long
  /// @return how long each event was on its way, in microseconds
  Histogram streams(List<String> tokens, Duration length) {
    var latencies = new Histogram(TimeUnit.SECONDS.toMicros(60), 3);
    var stream = new EventStream(latencies);
    var all =
        tokens.stream()
            .map(token ->
                inContext(() ->
                    opened(token).compose(answer -> stream.read(vertx, answer, length.toMillis()))))
            .toList();
    Future.join(all).toCompletionStage().toCompletableFuture().join();
    return latencies;
  }

  /// Opens a stream for each token, and reads what comes without looking at it.
  ///
  /// @return the requests, to be reset by who has enough of them
  Future<List<HttpClientRequest>> open(List<String> tokens) {
    var all =
        tokens.stream()
            .map(token ->
                inContext(() ->
                    opened(token)
                        .map(answer -> {
                          if (answer.statusCode() != 200) {
                            throw new IllegalStateException(
                                "a stream was answered " + answer.statusCode());
                          }
                          answer.exceptionHandler(_ -> {}); // it is reset in the end
                          return answer.resume().request();
                        })))
            .toList();
    return Future.all(all).map(done -> done.<HttpClientRequest>list());
  }

  private Future<HttpClientResponse> opened(String token) {
    return client
        .request(
            options(HttpMethod.GET, "/mcp")
                .putHeader("Authorization", "Bearer " + token)
                .putHeader("Accept", "text/event-stream"))
        .compose(HttpClientRequest::send);
  }

  private Future<Reply> send(
      HttpMethod method, String path, Map<String, String> headers, Buffer body) {
    var options = options(method, path);
    headers.forEach(options::putHeader);
    return inContext(() -> send(options, body));
  }

  private RequestOptions options(HttpMethod method, String path) {
    return new RequestOptions().setMethod(method).setHost("localhost").setPort(port).setURI(path);
  }

  /// On an event loop: from any other thread a response may have been read before anybody asks for
  /// its body, which is then empty.
  private <T> Future<T> inContext(Supplier<Future<T>> act) {
    var done = Promise.<T>promise();
    context.runOnContext(_ -> act.get().onComplete(done));
    return done.future();
  }

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
