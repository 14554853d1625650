package dev.ninestep.acceptance;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Stands before a server as if it were the server, and breaks one thing.
///
/// It puts its own origin in place of the server's in whatever passes, so that nobody notices it.
final class BreakingProxy implements AutoCloseable {

  private static final List<String> OF_THE_CONNECTION =
      List.of("host", "content-length", "transfer-encoding", "connection");
  private static final long PATIENCE_SECONDS = 30;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http = vertx.createHttpClient();
  private final String behind;
  private final HttpServer server;
  private final List<String> secrets = Collections.synchronizedList(new ArrayList<>());
  private volatile Breakage breakage = Breakage.NOTHING;

  BreakingProxy(String behind) {
    this.behind = authority(behind);
    server =
        vertx
            .createHttpServer()
            .requestHandler(this::handle)
            .listen(0, "localhost")
            .toCompletionStage()
            .toCompletableFuture()
            .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .join();
  }

  String origin() {
    return "http://localhost:" + server.actualPort();
  }

  /// From now on breaks this, and nothing else.
  void breaks(Breakage next) {
    breakage = next;
    secrets.clear();
  }

  /// The codes and tokens that have passed.
  List<String> secrets() {
    return List.copyOf(secrets);
  }

  private void handle(HttpServerRequest request) {
    request
        .body()
        .compose(body -> {
          var asked =
              new Breakage.Asked(
                  request.method().name(),
                  toServer(request.uri()),
                  headers(request.headers(), true),
                  toServer(body.toString()));
          var breaks = breakage;
          var instead = breaks.instead(asked);
          return instead.isPresent()
              ? send(request.response(), instead.get())
              : pass(breaks, breaks.changed(asked), request.response());
        })
        .onFailure(_ -> request.connection().close());
  }

  private Future<Void> pass(Breakage breaks, Breakage.Asked asked, HttpServerResponse response) {
    var at = behind.split(":");
    return http.request(
            new RequestOptions()
                .setHost(at[0])
                .setPort(Integer.parseInt(at[1]))
                .setMethod(HttpMethod.valueOf(asked.method()))
                .setURI(asked.uri())
                .setHeaders(asked.headers()))
        .compose(to -> to.send(Buffer.buffer(asked.body())))
        .compose(said ->
            isStream(said) && !breaks.buffers()
                ? stream(said, response)
                : said.body()
                    .map(body ->
                        new Breakage.Said(
                            said.statusCode(),
                            headers(said.headers(), false),
                            toClient(body.toString())))
                    .map(whole -> breaks.answered(asked, whole))
                    .compose(whole -> send(response, whole)));
  }

  private static boolean isStream(HttpClientResponse said) {
    return "text/event-stream".equals(said.getHeader("Content-Type"));
  }

  private Future<Void> stream(HttpClientResponse said, HttpServerResponse response) {
    response.setStatusCode(said.statusCode()).setChunked(true);
    response.headers().addAll(headers(said.headers(), false));
    return response.writeHead().compose(_ -> said.pipeTo(response));
  }

  private Future<Void> send(HttpServerResponse response, Breakage.Said said) {
    if (said.status() == Breakage.NEVER) {
      return Future.succeededFuture();
    }
    remember(said);
    response.setStatusCode(said.status());
    response.headers().addAll(said.headers());
    return response.end(said.body());
  }

  private void remember(Breakage.Said said) {
    var location = said.headers().get("Location");
    if (location != null && location.contains("code=")) {
      secrets.add(location.replaceFirst(".*[?&]code=([^&]*).*", "$1"));
    }
    if (said.body().contains("\"access_token\"")) {
      var tokens = new JsonObject(said.body());
      secrets.add(tokens.getString("access_token"));
      secrets.add(tokens.getString("refresh_token"));
    }
  }

  private MultiMap headers(MultiMap all, boolean isToServer) {
    var passed = MultiMap.caseInsensitiveMultiMap();
    all.forEach((name, value) -> {
      if (OF_THE_CONNECTION.stream().noneMatch(name::equalsIgnoreCase)) {
        passed.add(name, isToServer ? toServer(value) : toClient(value));
      }
    });
    return passed;
  }

  private String toServer(String text) {
    return replaced(text, authority(origin()), behind);
  }

  private String toClient(String text) {
    return replaced(text, behind, authority(origin()));
  }

  private static String replaced(String text, String from, String to) {
    return text.replace(from, to).replace(from.replace(":", "%3A"), to.replace(":", "%3A"));
  }

  private static String authority(String origin) {
    return URI.create(origin).getRawAuthority();
  }

  @Override
  public void close() {
    vertx
        .close()
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .join();
  }
}
