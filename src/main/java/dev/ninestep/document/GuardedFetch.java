package dev.ninestep.document;

import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// Fetches what a stranger named, without becoming the stranger's eyes and hands.
///
/// The name is resolved once; if any of its addresses is not public, none is used. The connection
/// goes to the address that was looked at, while TLS and the Host header keep the name, so that a
/// name that resolves otherwise the next moment gains nothing. All of it has to be over by the
/// deadline: resolving, connecting, the handshake, and an answer that comes drop by drop.
///
/// What went wrong inside is for the log: whoever asked learns only that it could not be fetched,
/// or the answers would map our network.
final class GuardedFetch {

  static final Duration DEADLINE = Duration.ofSeconds(3);

  private final Vertx vertx;
  private final HttpClient http;
  private final Resolver resolver;
  private final Predicate<InetAddress> mayBeCalled;
  private final Duration deadline;

  /// @param tls what is trusted; must verify hosts
  /// @param resolver finds addresses
  /// @param mayBeCalled which of them may be connected to
  /// @param deadline of a whole fetch
  GuardedFetch(
      Vertx vertx,
      HttpClientOptions tls,
      Resolver resolver,
      Predicate<InetAddress> mayBeCalled,
      Duration deadline) {
    this.vertx = vertx;
    this.resolver = resolver;
    this.mayBeCalled = mayBeCalled;
    this.deadline = deadline;
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions(tls)
                .setSsl(true)
                .setVerifyHost(true)
                .setKeepAlive(false)
                .setDecompressionSupported(false)
                .setConnectTimeout((int) deadline.toMillis()));
  }

  /// Fetches a document.
  ///
  /// @param place where it is
  /// @param most how many bytes it may have
  /// @return what came of it; never failed
  Future<Fetched> fetch(Place place, int most) {
    var answer = new DocumentAnswer(most);
    var timer = vertx.setTimer(deadline.toMillis(), _ -> answer.give("no answer in time"));
    resolver
        .resolve(place.host())
        .compose(addresses -> connect(place, addresses, answer))
        .onFailure(e -> answer.give(e.getClass().getSimpleName()));
    return answer.fetched().onComplete(_ -> vertx.cancelTimer(timer));
  }

  private Future<Void> connect(Place place, List<InetAddress> addresses, DocumentAnswer answer) {
    if (addresses.isEmpty() || !addresses.stream().allMatch(mayBeCalled)) {
      answer.give("the name has an address that is not public");
      return Future.succeededFuture();
    }
    var pinned = new InetSocketAddress(addresses.getFirst(), place.port());
    var request =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setServer(SocketAddress.inetSocketAddress(pinned))
            .setHost(place.host())
            .setPort(place.port())
            .setSsl(true)
            .setURI(place.target())
            .setFollowRedirects(false)
            .putHeader("Accept", "application/json")
            .putHeader("User-Agent", "Ninestep");
    return http.request(request)
        .compose(sent -> {
          answer.cuts(sent.connection());
          return sent.send();
        })
        .onSuccess(answer::take)
        .mapEmpty();
  }

  /// Resolves with the JDK, on a few threads of its own: a name server that does not answer may
  /// keep them, and nothing else.
  static Resolver jdk(Vertx vertx) {
    var threads =
        vertx.createSharedWorkerExecutor(
            "document-name", 4, DEADLINE.toSeconds(), TimeUnit.SECONDS);
    return host ->
        threads
            .executeBlocking(() -> List.of(InetAddress.getAllByName(host)), false)
            .map(Objects::requireNonNull);
  }

  static Fetched unreachable(String why) {
    return new Fetched.Nothing(Refused.of(Refusal.CLIENT_DOCUMENT_UNREACHABLE, why));
  }
}
