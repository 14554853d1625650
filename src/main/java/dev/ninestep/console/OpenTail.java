package dev.ninestep.console;

import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.Step;
import dev.ninestep.trace.Entrance;
import io.vertx.core.Context;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A tail and the connection at its end, as server-sent events.
///
/// It ends when the connection does; when whoever watches has signed out or may no longer; and
/// after ten minutes, when the browser comes again by itself and goes on where it was: that counts
/// as a use of the session, and spreads the tails over the pods there are by then.
///
/// @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent
///   events</a>
final class OpenTail implements Tail.Outlet {

  private static final Logger LOG = LoggerFactory.getLogger(OpenTail.class);
  private static final Duration LOOKS_AGAIN = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final long MOST_BEHIND = 100_000;

  private final RoutingContext context;
  private final Context loop;
  private final Tails tails;
  private final Entrance entrance;
  private final Watch watch;
  private final AccountId who;
  private final CompletableFuture<Void> gone = new CompletableFuture<>();
  private volatile @Nullable Tail tail;
  private volatile boolean isOver;
  private volatile Optional<String> why = Optional.empty();

  OpenTail(RoutingContext context, Tails tails, Entrance entrance, Watch watch) {
    this.context = context;
    this.loop = context.vertx().getOrCreateContext();
    this.tails = tails;
    this.entrance = entrance;
    this.watch = watch;
    this.who = Entrance.viewer(context);
  }

  /// Begins it. On the event loop of the request.
  ///
  /// @param since the id of the last event that was got
  void begin(Optional<String> since) {
    var vertx = context.vertx();
    var look = vertx.setPeriodic(LOOKS_AGAIN.toMillis(), _ -> lookAgain());
    var end = vertx.setTimer(LONGEST.toMillis(), _ -> end(Optional.empty()));
    context
        .response()
        .closeHandler(_ -> {
          gone.completeExceptionally(new IOException("the connection was closed"));
          end(Optional.empty());
        });
    tails.opened(this);
    Thread.ofPlatform()
        .daemon()
        .name("ninestep-live-tail")
        .start(() -> {
          try {
            run(since);
          } finally {
            tails.closed(this);
            tails.leave(who);
            vertx.cancelTimer(look);
            vertx.cancelTimer(end);
          }
        });
  }

  private void lookAgain() {
    entrance
        .isStillOpen(context)
        .onSuccess(isOpen -> {
          if (!isOpen) {
            end(Optional.of("signed out"));
          }
        })
        .onFailure(_ -> end(Optional.of("nobody knows any more who watches")));
  }

  private void run(Optional<String> since) {
    try (var reader = tails.reader()) {
      var begun = new Tail(reader, watch, this, MOST_BEHIND);
      tail = begun;
      if (!isOver) {
        begun.run(since);
      }
      if (why.isPresent()) {
        write("event: over\ndata: " + new JsonObject().put("why", why.get()).encode() + "\n\n");
      }
    } catch (IOException e) {
      LOG.debug("nobody watches this tail any more", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("a live tail could not read the log", e);
    }
    try {
      loop.runOnContext(_ -> finish());
    } catch (RejectedExecutionException e) {
      LOG.debug("the event loop has ended, and its connections with it", e);
    }
  }

  /// One that never began is refused.
  private void finish() {
    var response = context.response();
    if (response.closed() || response.ended()) {
      return;
    }
    if (response.headWritten()) {
      var _ = response.end();
    } else {
      entrance.refusals().json(context, Step.CALL, Refused.of(Refusal.LOG_UNAVAILABLE));
    }
  }

  @Override
  public void write(String text) throws IOException, InterruptedException {
    var left = new CompletableFuture<Void>();
    try {
      loop.runOnContext(_ -> send(text, left));
      CompletableFuture.anyOf(left, gone).get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (RejectedExecutionException e) {
      throw new IOException("the event loop has ended", e);
    }
  }

  private void send(String text, CompletableFuture<Void> left) {
    var response = context.response();
    if (response.closed()) {
      left.completeExceptionally(new IOException("the connection was closed"));
      return;
    }
    if (!response.headWritten()) {
      response
          .setChunked(true)
          .putHeader("Content-Type", "text/event-stream")
          .putHeader("Cache-Control", "no-store")
          .putHeader("X-Accel-Buffering", "no");
    }
    var _ =
        response
            .write(text)
            .onSuccess(_ -> left.complete(null))
            .onFailure(left::completeExceptionally);
  }

  /// Ends it soon. Any thread.
  ///
  /// @param told why, if whoever watches should not come again
  void end(Optional<String> told) {
    if (!isOver) {
      why = told;
      isOver = true;
      var begun = tail;
      if (begun != null) {
        begun.stop();
      }
    }
  }
}
