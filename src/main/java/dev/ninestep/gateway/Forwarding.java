package dev.ninestep.gateway;

import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.protocol.Amount;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One admitted call on its way to the upstream and back.
///
/// Bodies are passed on as they come, in both directions, no faster than the receiver takes them.
/// The call ends in one of these ways: the upstream's answer has passed, the call is refused
/// instead, the client has left, or the stream is cut. Whichever comes first, the other side is let
/// go at once. All of it happens on the event loop of the client's connection.
final class Forwarding {

  private final RoutingContext context;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final KnownToken token;
  private final Lane lane;
  private final Destination destination;
  private final Approach approach;
  private final Optional<Buffer> body;
  private final Fare fare;
  private Optional<HttpClientRequest> upstream = Optional.empty();
  private long began;
  private int place;
  private boolean isAnswered;
  private boolean isCounted;
  private boolean hasBegun;
  private boolean isOver;
  private @Nullable EventStream stream;

  /// @param context the call; its request must be paused, unless its body is known
  /// @param destination where it goes
  /// @param body the client's, where it has been read already
  /// @param fare what the call costs
  Forwarding(
      RoutingContext context,
      KnownToken token,
      Lane lane,
      Destination destination,
      Optional<Buffer> body,
      Fare fare) {
    this.context = context;
    this.request = context.request();
    this.response = context.response();
    this.token = token;
    this.lane = lane;
    this.destination = destination;
    this.approach = new Approach(lane.upstreams(), destination, request.method());
    this.body = body;
    this.fare = fare;
  }

  /// Sets out.
  void start() {
    began = System.nanoTime();
    lane.began(this);
    response.closeHandler(_ -> clientLeft());
    response.exceptionHandler(_ -> clientLeft());
    approach.begin(this::send, this::refuse);
  }

  /// Says where among [OpenCalls] it is.
  void isAt(int index) {
    place = index;
  }

  int place() {
    return place;
  }

  KnownToken token() {
    return token;
  }

  /// Whether it set out before a moment and the upstream has said nothing yet.
  ///
  /// @param nanos of [System#nanoTime()]
  boolean hasWaitedSince(long nanos) {
    return !isAnswered && began - nanos < 0;
  }

  /// Four times a second.
  void look(long now) {
    if (stream != null && !isOver) {
      stream.silence().look(now);
    }
  }

  private void send(HttpClientRequest to) {
    if (isOver) {
      to.reset();
      return;
    }
    upstream = Optional.of(to);
    CallHead.write(to.headers(), request, lane.identity(), token, destination);
    to.response().onComplete(this::answer, this::failed);
    to.exceptionHandler(this::failed);
    body.ifPresentOrElse(
        to::end,
        () ->
            new RequestBody(request, to, lane.settings().limits().longestBody(), this::tooLarge)
                .pass());
  }

  private void answer(HttpClientResponse from) {
    if (isOver) {
      return;
    }
    isAnswered = true;
    approach.answered(from.statusCode());
    from.exceptionHandler(_ -> cut());
    if (AnswerHead.refusesUs(from)) {
      refuse(Refused.of(Refusal.UPSTREAM_REFUSED_US, "it answered " + from.statusCode()));
      return;
    }
    if (AnswerHead.redirects(from)) {
      refuse(Refused.of(Refusal.UPSTREAM_REDIRECTED, "it answered " + AnswerHead.whereTo(from)));
      return;
    }
    count(AnswerHead.serves(from));
    begin(from);
    if (EventStream.is(from)) {
      stream = EventStream.of(response, first(), System.nanoTime());
      stream.pass(from, this::passed);
    } else {
      pass(from, Remaining.of(from.headers()));
    }
  }

  /// Only a stream that is opened to listen may begin with an address for messages.
  private EndpointEvent first() {
    var flow = token.token().flow();
    return request.method().equals(HttpMethod.GET)
        ? new EndpointEvent(
            address -> lane.sessions().address(address, destination, flow, approach.at()))
        : EndpointEvent.none();
  }

  private void pass(HttpClientResponse from, Remaining remaining) {
    from.handler(part -> {
      if (remaining.endsWith(part)) {
        response.end(part).onComplete(_ -> passed());
      } else {
        Bodies.pass(part, from, response);
      }
    });
    from.endHandler(_ -> {
      if (!remaining.isEnded()) {
        response.end().onComplete(_ -> passed());
      }
    });
  }

  /// A response of no known length may be a stream that stays silent for long, and its client waits
  /// for the head alone.
  private void begin(HttpClientResponse from) {
    hasBegun = true;
    response.setStatusCode(from.statusCode());
    ForwardedHeaders.toClient(from.headers(), response.headers());
    lane.sessions()
        .toClient(from, request, destination.session(), token.token().flow(), approach.at());
    if (!(fare instanceof Fare.Free)) {
      warn();
    }
    if (AnswerHead.isOfUnknownLength(from, request.method())) {
      response.setChunked(true).writeHead();
    }
  }

  private void warn() {
    var till = lane.till();
    till.low(token.token().account())
        .ifPresent(balance -> LowBalance.warn(response.headers(), balance, till.terms()));
  }

  /// An upstream may answer before it has read the whole request; what is left of it would be taken
  /// for the next one.
  private void passed() {
    if (over() && !request.isEnded()) {
      Bodies.cutOff(request);
    }
  }

  private void clientLeft() {
    if (!isOver) {
      upstream.ifPresent(_ -> count(true));
    }
    if (over()) {
      letUpstreamGo();
    }
  }

  private void tooLarge() {
    refuse(
        Refused.of(
            Refusal.BODY_TOO_LARGE, "over " + lane.settings().limits().longestBody() + " bytes"));
  }

  /// The upstream took too long to begin its answer, or had no connection for the call all the
  /// while.
  void timedOut() {
    var one = approach.at();
    var after = "after " + lane.settings().terms().headTimeout();
    if (upstream.isEmpty() && one.isSaturated()) {
      refuse(Refused.of(Refusal.UPSTREAM_SATURATED, after));
    } else {
      one.failed("no answer " + after);
      refuse(Refused.of(Refusal.UPSTREAM_TIMEOUT, after));
    }
  }

  private void failed(Throwable failure) {
    if (hasBegun) {
      cut();
    } else if (!isOver) {
      var said = String.valueOf(failure.getMessage());
      approach.at().failed(said);
      refuse(Refused.of(Refusal.UPSTREAM_UNREACHABLE, said));
    }
  }

  /// The grant ended while the call was open.
  void revoked() {
    refuse(Refused.of(Refusal.TOKEN_REVOKED, "while the call was open"));
  }

  private void refuse(Refused refused) {
    if (hasBegun && !isOver) {
      lane.refusedCalls().write(context, refused, Optional.of(token.token()));
      cut();
    } else if (over()) {
      letUpstreamGo();
      lane.refusedCalls().refuse(context, refused, Optional.of(token.token()));
    }
  }

  /// Breaks a response that has begun, so that nobody takes a part for the whole.
  private void cut() {
    if (over()) {
      letUpstreamGo();
      response.reset();
    }
  }

  private void letUpstreamGo() {
    upstream.ifPresent(HttpClientRequest::reset);
  }

  /// @param isServed whether the call was done, or may have been, so that it is to be paid
  private void count(boolean isServed) {
    if (!isCounted) {
      isCounted = true;
      var exchange = Exchange.of(context);
      var cost = isServed ? fare.charge(exchange) : Amount.ZERO;
      lane.meter().letThrough(exchange, token, request, cost);
    }
  }

  /// Ends the call, unless it has ended. What has not been charged by now never is.
  private boolean over() {
    if (isOver) {
      return false;
    }
    isOver = true;
    approach.end();
    lane.ended(this);
    fare.letGo();
    return true;
  }
}
