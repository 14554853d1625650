package dev.ninestep.document;

import dev.ninestep.decision.RedirectPolicy;
import dev.ninestep.document.FetchBudget.Limits;
import dev.ninestep.protocol.ClientId;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// The host on which a client keeps its document: a real TLS server on loopback, which the name
/// `client.example` leads to. A test moves the clock of what reads it, and says where names lead.
public final class DocumentHost implements AutoCloseable, InstantSource {

  public static final String NAME = "client.example";
  private static final Vertx VERTX = Vertx.vertx();
  private static final String PASSWORD = "only for this test";
  private static final Path CERTIFICATE = certificate();
  private static final int PATIENCE_SECONDS = 30;

  /// The Host headers of the requests that came.
  public final List<String> asked = new CopyOnWriteArrayList<>();

  final List<String> resolved = new CopyOnWriteArrayList<>();

  private final List<String> paths = new CopyOnWriteArrayList<>();
  private final Map<String, Handler<HttpServerRequest>> served = new ConcurrentHashMap<>();
  private final HttpServer server;
  private volatile Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private volatile Resolver resolver = _ -> addresses("127.0.0.1");

  public DocumentHost() {
    server =
        await(
            VERTX
                .createHttpServer(
                    new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(
                            new PfxOptions().setPath(CERTIFICATE.toString()).setPassword(PASSWORD)))
                .requestHandler(request -> {
                  asked.add(String.valueOf(request.authority()));
                  paths.add(request.path());
                  served
                      .getOrDefault(request.path(), r -> r.response().setStatusCode(404).end())
                      .handle(request);
                })
                .listen(0, "127.0.0.1"));
  }

  /// A certificate for the names the tests use, made by the JDK's own tool.
  private static Path certificate() {
    try {
      var file = Files.createTempDirectory("ninestep-document-host").resolve("host.p12");
      var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
      var made =
          new ProcessBuilder(
                  tool,
                  "-genkeypair",
                  "-alias",
                  "host",
                  "-keyalg",
                  "EC",
                  "-dname",
                  "CN=" + NAME,
                  "-ext",
                  "san=dns:" + NAME,
                  "-storetype",
                  "PKCS12",
                  "-keystore",
                  file.toString(),
                  "-storepass",
                  PASSWORD,
                  "-validity",
                  "10")
              .redirectErrorStream(true)
              .start();
      if (!made.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || made.exitValue() != 0) {
        throw new IllegalStateException(
            new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static Future<List<InetAddress>> addresses(String... literals) {
    return Future.succeededFuture(Arrays.stream(literals).map(InetAddress::ofLiteral).toList());
  }

  /// Serves a document at a path of this host.
  ///
  /// @return the client it should describe
  public ClientId serve(String path, String json, String... headers) {
    return handle(
        path,
        request -> {
          var response = request.response().putHeader("Content-Type", "application/json");
          for (var i = 0; i < headers.length; i += 2) {
            response.putHeader(headers[i], headers[i + 1]);
          }
          response.end(json);
        });
  }

  /// Serves a document that describes the client it is asked for.
  public ClientId serveClient(String path, String... headers) {
    return serve(path, document(url(path).value(), "https://client.example/cb"), headers);
  }

  public static String document(String client, String redirectUri) {
    return "{\"client_id\":\"%s\",\"client_name\":\"Documented\",\"redirect_uris\":[\"%s\"]}"
        .formatted(client, redirectUri);
  }

  ClientId handle(String path, Handler<HttpServerRequest> handler) {
    served.put(path, handler);
    return url(path);
  }

  public ClientId url(String path) {
    return new ClientId("https://" + NAME + ":" + server.actualPort() + path);
  }

  int port() {
    return server.actualPort();
  }

  /// From now on a name leads elsewhere.
  void resolve(Resolver to) {
    resolver = to;
  }

  /// The names that were resolved, one for each time.
  public List<String> resolved() {
    return resolved;
  }

  /// The paths of the requests that came.
  public List<String> paths() {
    return paths;
  }

  /// Lets time pass.
  public void pass(Duration time) {
    now = now.plus(time);
  }

  /// Takes the whole host down.
  public void goDown() {
    await(server.close());
  }

  /// What a pod reads of this host, with loopback allowed.
  public ClientDocuments documents(RedirectPolicy redirects) {
    return documents(redirects, Limits.USUAL, _ -> true, Duration.ofSeconds(20));
  }

  ClientDocuments documents(
      RedirectPolicy redirects,
      Limits limits,
      Predicate<InetAddress> mayBeCalled,
      Duration deadline) {
    return new ClientDocuments(
        VERTX,
        redirects,
        Map.of(),
        fetch(mayBeCalled, deadline),
        new FetchBudget(limits, this),
        new DocumentCache(3, this));
  }

  /// What a pod reads of the keys that are published here, with loopback allowed.
  public KeySets keySets() {
    return keySets(Limits.USUAL, _ -> true);
  }

  KeySets keySets(Limits limits, Predicate<InetAddress> mayBeCalled) {
    return new KeySets(
        VERTX, fetch(mayBeCalled, Duration.ofSeconds(20)), new FetchBudget(limits, this), this);
  }

  GuardedFetch fetch(Predicate<InetAddress> mayBeCalled, Duration deadline) {
    return new GuardedFetch(
        VERTX,
        new HttpClientOptions()
            .setTrustOptions(
                new PfxOptions().setPath(CERTIFICATE.toString()).setPassword(PASSWORD)),
        host -> {
          resolved.add(host);
          return resolver.resolve(host);
        },
        mayBeCalled,
        deadline);
  }

  static <T> T await(Future<T> future) {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public void close() {
    server.close();
  }
}
