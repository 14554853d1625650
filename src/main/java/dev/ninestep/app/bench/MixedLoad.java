package dev.ninestep.app.bench;

import dev.ninestep.embedded.EmbeddedDatabase;
import dev.ninestep.embedded.EmbeddedKafka;
import dev.ninestep.token.KeyRing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The calls of half an hour at 500 a second, as fast as the machine makes them, and what goes with
/// them: calls without a token and with one nobody issued, refreshes, connections that are made,
/// used and revoked, and streams. Does memory stay, do the event loops come on time, and does the
/// log count every call?
///
/// @param calls how many, those that are refused included
/// @param say takes the lines of the report
record MixedLoad(long calls, Consumer<String> say) {

  private static final int CONNECTIONS = 48;
  private static final int TOKENS = 2_000;
  private static final int REFRESHING = 4;
  private static final int STREAMS = 50;
  private static final double MEGA = 1 << 20;

  /// To look at what lives stops everything for as long as it takes, and the event loops are found
  /// late for that right after.
  private static final Duration AFTER_COLLECTION = Duration.ofSeconds(2);

  /// The caches are full by then, and the compiler is nearly done.
  private static final double WARM = 0.25;

  /// What was done so far.
  private static final class Done {
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong letIn = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong refreshed = new AtomicLong();
    private final AtomicLong connected = new AtomicLong();

    private Reply count(Reply reply) {
      (reply.status() == 200 ? letIn : refused).incrementAndGet();
      return reply;
    }
  }

  /// Measures.
  void measure(Path directory, KeyRing keys, EmbeddedKafka kafka, EmbeddedDatabase database)
      throws IOException, InterruptedException, ExecutionException {
    var vertx = Vertx.vertx();
    var metered = MeteredCalls.fromNow(kafka.bootstrapServers());
    var done = new Done();
    var began = System.nanoTime();
    try (var upstream = Backend.start("upstream");
        var pod = PodProcess.start(directory, PodSpec.before(upstream), kafka, database);
        var jvm = OtherJvm.of(pod.pid())) {
      var caller = new Caller(vertx, pod.port(), CONNECTIONS + REFRESHING + STREAMS + 8);
      var operators = new Caller(vertx, pod.managementPort(), 1);
      var grants = new Grants(caller, keys);
      var lines = grants.make(TOKENS).await();
      var load = new Lines(caller, grants, lines, done);
      began = System.nanoTime();
      load.run((long) (calls * WARM));
      var quarter = jvm.live();
      Thread.sleep(AFTER_COLLECTION);
      var looked = ticks(operators);
      var bystander = Bystander.looking();
      load.run(calls);
      bystander.close();
      var late = ticks(operators).since(looked);
      report(done, System.nanoTime() - began, quarter, jvm.live(), late, bystander.veryLate());
    } finally {
      vertx.close().await();
    }
    var written = metered.count();
    say.accept(
        String.format(
            Locale.ROOT,
            "            let in %,d, metered %,d: %s",
            done.letIn.get(),
            written,
            done.letIn.get() == written ? "exact" : "NOT EQUAL"));
  }

  private static LateTicks ticks(Caller operators) throws ExecutionException, InterruptedException {
    return operators
        .get("/metrics", Map.of())
        .map(reply -> LateTicks.in(reply.body().toString()))
        .await();
  }

  private void report(
      Done done, long nanos, long before, long after, LateTicks late, long bystander) {
    say.accept(
        String.format(
            Locale.ROOT,
            "mixed       %,d calls, %,d of them refused, %,d refreshes, %,d connections made and"
                + " revoked, %d streams, in %s",
            done.letIn.get() + done.refused.get(),
            done.refused.get(),
            done.refreshed.get(),
            done.connected.get(),
            STREAMS,
            Duration.ofNanos(nanos).truncatedTo(ChronoUnit.SECONDS)));
    say.accept(
        String.format(
            Locale.ROOT,
            "            live on the heap after %.0f %% of it %.1f MB, at the end %.1f MB",
            WARM * 100,
            before / MEGA,
            after / MEGA));
    say.accept("            " + late);
    say.accept(
        String.format(
            Locale.ROOT,
            "            a thread of another process that only looks at the clock, %d times more"
                + " than 100 ms",
            bystander));
  }

  /// Everybody who does something, for as long as there are calls left.
  private record Lines(Caller caller, Grants grants, List<Line> lines, Done done) {

    private static final String NOBODY_ISSUED = "eyJhbGciOiJFUzI1NiJ9.e30.AAAA";
    private static final int CALLS_OF_ONE = 3;
    private static final int CALLS_OF_ONE_TOKEN = 40;

    void run(long until) throws ExecutionException, InterruptedException {
      var all = new ArrayList<Supplier<Future<?>>>();
      var callers = lines.subList(REFRESHING + STREAMS, lines.size());
      var share = callers.size() / CONNECTIONS;
      for (var i = 0; i < CONNECTIONS; i++) {
        all.add(calling(callers.subList(i * share, (i + 1) * share)));
      }
      lines.subList(0, REFRESHING).forEach(line -> all.add(() -> refresh(line)));
      all.add(this::comeAndGo);
      var tokens = lines.subList(REFRESHING, REFRESHING + STREAMS).stream().map(Line::accessToken);
      var streams = caller.open(tokens.toList()).await();
      done.letIn.addAndGet(STREAMS);
      ClosedLoop.run(all, () -> done.begun.get() >= until);
      streams.forEach(HttpClientRequest::reset);
    }

    /// Ninety-eight of a hundred calls are let in.
    private Supplier<Future<?>> calling(List<Line> own) {
      var good = new CallLine(caller, own.stream().map(Line::accessToken).toList());
      var none = CallLine.withoutToken(caller);
      var wrong = new CallLine(caller, List.of(NOBODY_ISSUED));
      return () -> {
        var number = done.begun.incrementAndGet();
        var line = number % 100 == 0 ? none : number % 100 == 50 ? wrong : good;
        return line.reply().map(done::count);
      };
    }

    /// With a pause as long as so many calls, which makes half an hour's worth of hourly refreshes
    /// of all tokens, or somewhat more.
    private Future<?> refresh(Line line) {
      var call = new CallLine(caller, List.of(line.accessToken()));
      return line.refresh()
          .onSuccess(_ -> done.refreshed.incrementAndGet())
          .compose(_ -> again(CALLS_OF_ONE_TOKEN, call));
    }

    private Future<?> comeAndGo() {
      return grants
          .make(1)
          .map(List::getFirst)
          .compose(line -> {
            var call = new CallLine(caller, List.of(line.accessToken()));
            return again(CALLS_OF_ONE, call)
                .compose(_ -> line.revoke())
                .compose(_ -> again(1, call));
          })
          .onSuccess(_ -> done.connected.incrementAndGet());
    }

    private Future<?> again(int times, CallLine call) {
      if (times == 0) {
        return Future.succeededFuture();
      }
      done.begun.incrementAndGet();
      return call.reply().map(done::count).compose(_ -> again(times - 1, call));
    }
  }
}
