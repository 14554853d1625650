package dev.ninestep.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The MCP servers behind a resource, as one event loop knows them: its connections to them, and
/// which of them gets the next call.
///
/// That is the one with the fewest calls on their way, of those in use, and of equals each in turn.
/// Not each in turn always: an open stream is a load that lasts, and a slow server would get as
/// much as a fast one.
final class Upstreams {

  private static final int NONE = -1;
  private static final int BAD_GATEWAY = 502;
  private static final int GATEWAY_TIMEOUT = 504;

  private final HttpClientAgent client;
  private final List<Upstream> all;
  private int turn;

  Upstreams(Vertx vertx, GatewaySettings settings) {
    var terms = settings.terms();
    client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setKeepAliveTimeout((int) terms.idle().toSeconds())
                .setTcpKeepAlive(true)
                .setConnectTimeout((int) terms.connectTimeout().toMillis()),
            new PoolOptions()
                .setHttp1MaxSize(terms.connections())
                .setMaxWaitQueueSize(terms.waiting()));
    all =
        IntStream.range(0, settings.upstreams().size())
            .mapToObj(i -> new Upstream(settings.upstreams().get(i), i, client, terms))
            .toList();
  }

  /// All of them, in the order of the configuration.
  List<Upstream> all() {
    return all;
  }

  /// Chooses one for a call that any of them may take.
  ///
  /// @param tried those that had no connection for it
  /// @return empty when none is left
  Optional<Upstream> choose(long tried) {
    turn = turn + 1 < all.size() ? turn + 1 : 0;
    var best = NONE;
    for (var i = 0; i < all.size(); i++) {
      var at = (turn + i) % all.size();
      var one = all.get(at);
      if ((tried & one.bit()) == 0) {
        if (one.takesTrial()) {
          return one.chosen();
        }
        if (one.isIn() && (best == NONE || one.calls() < all.get(best).calls())) {
          best = at;
        }
      }
    }
    return best == NONE ? Optional.empty() : all.get(best).chosen();
  }

  /// The one that a session is of, for a call that nobody else can take.
  ///
  /// @param name its name
  /// @param tried those that had no connection for it
  /// @return empty when there is none of that name, or it is out of use
  Optional<Upstream> of(int name, long tried) {
    for (var one : all) {
      if (one.name() == name && (tried & one.bit()) == 0) {
        return one.isIn() || one.takesTrial() ? one.chosen() : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /// Whether a call that any may take would find one.
  boolean isAnyIn() {
    return all.stream().anyMatch(Upstream::isIn);
  }

  /// One answered. If it said that it is overloaded, or that what is behind it is away, that counts
  /// as a failure while others can take its calls; the last one is let speak for itself, or whoever
  /// can make it say so could close it to everybody.
  void answered(Upstream one, int status) {
    if (status >= BAD_GATEWAY && status <= GATEWAY_TIMEOUT) {
      if (all.stream().anyMatch(other -> other != one && other.isIn())) {
        one.failed("it answered " + status);
      }
    } else {
      one.answered();
    }
  }

  /// To be called a few times a second.
  void look() {
    all.forEach(Upstream::look);
  }

  Future<Void> close() {
    return client.close();
  }
}
