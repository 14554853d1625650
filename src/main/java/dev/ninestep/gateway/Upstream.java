package dev.ninestep.gateway;

import io.micrometer.core.instrument.Metrics;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One MCP server behind the gateway, as one event loop knows it.
final class Upstream {

  private static final Logger LOG = LoggerFactory.getLogger(Upstream.class);

  private final URI uri;
  private final long bit;
  private final HttpClientAgent client;
  private final UpstreamTerms terms;
  private final Circuit circuit;
  private final String path;
  private final boolean isSecure;
  private final int port;

  /// Of all requests: the client has read them when it answers.
  private final RequestOptions options;

  private final Optional<Upstream> chosen = Optional.of(this);
  private int calls;
  private volatile int shownCalls;
  private volatile boolean isShownOut;

  /// @param number which of the resource's it is, from 0
  /// @param client holds the connections
  Upstream(URI uri, int number, HttpClientAgent client, UpstreamTerms terms) {
    this.uri = uri;
    this.bit = 1L << number;
    this.client = client;
    this.terms = terms;
    this.circuit = new Circuit(terms, System::nanoTime);
    this.path = uri.getRawPath();
    this.isSecure = uri.getScheme().equals("https");
    this.port = uri.getPort() >= 0 ? uri.getPort() : (isSecure ? 443 : 80);
    this.options = new RequestOptions().setHost(uri.getHost()).setPort(port).setSsl(isSecure);
  }

  String path() {
    return path;
  }

  /// The request target that an address of its own stands for.
  ///
  /// @param address what it says, relative or not
  /// @param base the target it says so at
  /// @return empty when it is no address, or one of another origin
  Optional<String> target(String address, String base) {
    try {
      var meant = uri.resolve(base).resolve(address);
      return Objects.equals(meant.getScheme(), uri.getScheme())
              && Objects.equals(meant.getRawAuthority(), uri.getRawAuthority())
              && meant.getRawPath().startsWith("/")
          ? Optional.of(
              meant.getRawPath() + (meant.getRawQuery() == null ? "" : "?" + meant.getRawQuery()))
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// Stands for it among those that a call has been sent to.
  long bit() {
    return bit;
  }

  int name() {
    return name(uri);
  }

  /// Names it in a session. Another pod and the next start give it the same name, whatever others
  /// are configured beside it.
  static int name(URI uri) {
    return uri.toString().hashCode();
  }

  /// As the answer to which one was chosen, so that a choice makes nothing.
  Optional<Upstream> chosen() {
    return chosen;
  }

  int calls() {
    return calls;
  }

  boolean isIn() {
    return circuit.isIn();
  }

  boolean takesTrial() {
    return circuit.takesTrial();
  }

  /// Whether calls wait for connections.
  boolean isSaturated() {
    return calls > terms.connections();
  }

  /// A call is on its way to it.
  void began() {
    calls++;
  }

  /// A call has ended, in whatever way.
  void ended() {
    calls--;
  }

  /// Prepares a request.
  ///
  /// @return the request, nothing of it sent yet; fails when there is no connection
  Future<HttpClientRequest> request(HttpMethod method, String target) {
    return client.request(options.setMethod(method).setURI(target));
  }

  /// It answered.
  void answered() {
    if (circuit.answered()) {
      LOG.info("{} is in use again", uri);
    }
  }

  /// It could not be reached, or gave no answer.
  void failed(String why) {
    if (circuit.failed()) {
      Metrics.counter("ninestep.upstream.taken.out", "upstream", uri.toString()).increment();
      LOG.warn("{} is taken out of use after {} failures: {}", uri, terms.failures(), why);
    }
  }

  /// Tries a connection, if it is out and its rest is over; and shows itself to other threads. Not
  /// a request: there is none that every MCP server answers, and a server that is not there would
  /// answer none.
  void look() {
    shownCalls = calls;
    isShownOut = !circuit.isIn();
    if (circuit.takesProbe()) {
      client
          .connect(
              new HttpConnectOptions()
                  .setHost(uri.getHost())
                  .setPort(port)
                  .setSsl(isSecure)
                  .setConnectTimeout(terms.connectTimeout().toMillis()))
          .onComplete(
              connection -> {
                circuit.probed(true);
                var _ = connection.close();
              },
              _ -> circuit.probed(false));
    }
  }

  /// How many calls were on their way a moment ago. Any thread.
  int shownCalls() {
    return shownCalls;
  }

  /// Whether it was out of use a moment ago. Any thread.
  boolean isShownOut() {
    return isShownOut;
  }
}
