package dev.ninestep.gateway;

import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import java.util.Optional;
import java.util.function.Consumer;

/// One call's way to an upstream that has a connection for it, and what that upstream is then
/// credited with.
///
/// As long as nothing was sent the next upstream may have the call. Once something was, never: it
/// may have been done.
final class Approach {

  private final Upstreams upstreams;
  private final Destination destination;
  private final HttpMethod method;
  private Optional<Upstream> at = Optional.empty();
  private long tried;
  private boolean isOver;

  Approach(Upstreams upstreams, Destination destination, HttpMethod method) {
    this.upstreams = upstreams;
    this.destination = destination;
    this.method = method;
  }

  /// Looks for a connection.
  ///
  /// @param then gets a request, nothing of it sent yet; also if the call is over by then
  /// @param otherwise gets why there is none
  void begin(Consumer<HttpClientRequest> then, Consumer<Refused> otherwise) {
    var next = destination.among(upstreams, tried);
    if (next.isPresent()) {
      connect(next.get(), then, otherwise);
    } else {
      otherwise.accept(noneInUse());
    }
  }

  private void connect(Upstream to, Consumer<HttpClientRequest> then, Consumer<Refused> otherwise) {
    at = to.chosen();
    tried |= to.bit();
    to.began();
    to.request(method, destination.on(to))
        .onComplete(then::accept, failure -> notConnected(failure, then, otherwise));
  }

  private void notConnected(
      Throwable failure, Consumer<HttpClientRequest> then, Consumer<Refused> otherwise) {
    if (isOver) {
      return;
    }
    var one = at();
    at = Optional.empty();
    one.ended();
    var isBusy = failure instanceof ConnectionPoolTooBusyException;
    var why = String.valueOf(failure.getMessage());
    if (!isBusy) {
      one.failed(why);
    }
    destination
        .among(upstreams, tried)
        .ifPresentOrElse(
            next -> connect(next, then, otherwise),
            () ->
                otherwise.accept(
                    Refused.of(
                        isBusy ? Refusal.UPSTREAM_SATURATED : Refusal.UPSTREAM_UNREACHABLE, why)));
  }

  /// A session ends with the use of its upstream, if others could take its client's next one.
  private Refused noneInUse() {
    return destination.session().isPresent() && upstreams.isAnyIn()
        ? Refused.of(Refusal.SESSION_UNKNOWN, "the upstream that knows it is out of use")
        : Refused.of(Refusal.UPSTREAM_RESTING);
  }

  /// The upstream the call has been sent to, or may be next.
  Upstream at() {
    return at.orElseThrow();
  }

  /// The upstream has answered.
  void answered(int status) {
    upstreams.answered(at(), status);
  }

  /// The call has ended, in whatever way.
  void end() {
    isOver = true;
    at.ifPresent(Upstream::ended);
  }
}
