package dev.ninestep.exchange;

import dev.ninestep.event.Caller;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RequestId;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Begins an [Exchange] for every request, and puts its correlation id on the response. What HTTP
/// could not read goes no further; to get it here, it is the server's `invalidRequestHandler` too.
///
/// @param flows mints flow ids
/// @param requests mints request ids
/// @param network tells a network address (as text) what may be remembered of it, without its agent
/// @param proxies whose word is taken for that address
public record Exchanges(
    Supplier<FlowId> flows,
    Supplier<RequestId> requests,
    Function<String, Caller> network,
    TrustedProxies proxies)
    implements Handler<RoutingContext> {

  /// Exchanges with whoever connects, behind no proxy.
  ///
  /// @param flows mints flow ids
  /// @param requests mints request ids
  /// @param network tells a network address what may be remembered of it
  public Exchanges(
      Supplier<FlowId> flows, Supplier<RequestId> requests, Function<String, Caller> network) {
    this(flows, requests, network, TrustedProxies.NONE);
  }

  private static final Pattern TRACEPARENT =
      Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
  private static final CharSequence CORRELATION_ID =
      HttpHeaders.createOptimized("X-Correlation-ID");
  private static final int MALFORMED = 400;
  private static final int LONGEST_AGENT = 200;

  @Override
  public void handle(RoutingContext context) {
    begin(context);
    if (isReadable(context)) {
      context.next();
    } else {
      context.fail(MALFORMED);
    }
  }

  private static boolean isReadable(RoutingContext context) {
    try {
      return !context.request().decoderResult().isFailure() && context.normalizedPath() != null;
    } catch (IllegalArgumentException _) {
      // A path that cannot be decoded; matching it with the first route would throw.
      return false;
    }
  }

  /// Begins the exchange of a routing context, unless it has one: Vert.x fails some requests before
  /// the first handler sees them.
  ///
  /// @param context the request
  void begin(RoutingContext context) {
    if (Exchange.isIn(context)) {
      return;
    }
    var exchange = new Exchange(new Asked(this, context.request()));
    exchange.attach(context);
    var began = System.nanoTime();
    context.addHeadersEndHandler(_ -> {
      var response = context.response();
      response.putHeader(CORRELATION_ID, exchange.correlationId());
      Traced.answered(exchange, response.getStatusCode());
      measure(exchange, response.getStatusCode(), System.nanoTime() - began);
    });
  }

  /// Most facts are known before an answer begins, and so is the step.
  private static void measure(Exchange exchange, int status, long nanos) {
    ExchangeMeters.OURS.answered(exchange.step(), status, nanos);
  }

  /// What a request says, read when somebody wants to know.
  private record Asked(Exchanges by, HttpServerRequest asked) implements Exchange.Origin {

    @Override
    public FlowId flow() {
      return by.flows.get();
    }

    @Override
    public RequestId request() {
      return by.requests.get();
    }

    @Override
    public Caller caller() {
      var known = by.network.apply(by.proxies.caller(asked));
      return new Caller(known.address(), known.network(), agent(asked));
    }

    @Override
    public Optional<String> traceparent() {
      return Exchanges.traceparent(asked).or(Traced::traceparent);
    }
  }

  private static Optional<String> agent(HttpServerRequest request) {
    return Optional.ofNullable(request.getHeader("User-Agent")).map(Exchanges::printable);
  }

  private static String printable(String agent) {
    var printable = new StringBuilder(agent);
    printable.setLength(Math.min(agent.length(), LONGEST_AGENT));
    for (var i = 0; i < printable.length(); i++) {
      var c = printable.charAt(i);
      if (c < 0x20 || c > 0x7e) {
        printable.setCharAt(i, '?');
      }
    }
    return printable.toString();
  }

  private static Optional<String> traceparent(HttpServerRequest request) {
    return Optional.ofNullable(request.getHeader("traceparent"))
        .filter(value -> TRACEPARENT.matcher(value).matches());
  }
}
