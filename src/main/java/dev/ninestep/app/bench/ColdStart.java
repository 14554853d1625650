package dev.ninestep.app.bench;

import dev.ninestep.embedded.EmbeddedDatabase;
import dev.ninestep.embedded.EmbeddedKafka;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/// How long a pod takes from being launched to being ready, and what it weighs then: with nothing
/// to remember, with and without an AOT cache, such as the image has, and with grants that the
/// database remembers for it.
///
/// @param grants how many in the end; it is looked at with none and with a million, too
/// @param say takes the lines of the report
record ColdStart(long grants, Consumer<String> say) {

  private static final int STARTS = 5;
  private static final long FIRST_LOOK = 1_000_000;
  private static final double MEGA = 1 << 20;

  /// Live grants as they are after three refreshes, of a hundred clients and as many accounts as
  /// grants. What was promised ends at whole seconds.
  private static final String FILL =
      """
      INSERT INTO grant_state (flow_id, state, attempt, generation, expires_at, presented,
        presented_until, lost, reopened, refresh_idle_seconds, ends_at, repeatable_until, repeats,
        lapses_at, client_id, account_id, scope, resource, host, created_at, last_used_at)
      SELECT gen_random_uuid(), 'active', 3 * n, 3, t + interval '30 days', 2,
        t + interval '30 days', 0, false, 2592000, t + interval '365 days', t, 0,
        t + interval '366 days', 'mcp_bench' || n % 100, gen_random_uuid(), 'mcp',
        'http://localhost:8080/mcp', 'localhost', t, t
      FROM generate_series($1::bigint, $2::bigint) AS n, date_trunc('second', now()) AS t
      """;

  private static final String FROM_THE_START =
      "INSERT INTO projection_offset SELECT 'flow', n, 0 FROM generate_series(0, 2) AS n"
          + " ON CONFLICT DO NOTHING";

  /// Measures.
  void measure(Path directory, EmbeddedKafka kafka, EmbeddedDatabase database)
      throws IOException, InterruptedException {
    var vertx = Vertx.vertx();
    var pool =
        PgBuilder.pool()
            .with(new PoolOptions().setMaxSize(1))
            .connectingTo(PostgresOptions.of(database))
            .using(vertx)
            .build();
    try {
      // The first of all makes the topics and the tables, and the cache when it ends.
      var cache = directory.resolve("pod.aot");
      var training = spec(0, "-XX:AOTCacheOutput=" + cache);
      PodProcess.start(directory, training, kafka, database).close();
      var trained = spec(0, "-XX:AOTCache=" + cache);
      say.accept(started("no grants, and an AOT cache", trained, directory, kafka, database));
      var have = 0L;
      for (var size : LongStream.of(0, Math.min(FIRST_LOOK, grants), grants).distinct().toArray()) {
        fill(pool, have, size);
        have = size;
        var grants = String.format(Locale.ROOT, "%,d grants", size);
        say.accept(started(grants, spec(size), directory, kafka, database));
      }
      // With the table goes what was remembered of the log.
      pool.query("TRUNCATE grant_state").execute().await();
    } finally {
      pool.close().await();
      vertx.close().await();
    }
  }

  private static PodSpec spec(long grants, String... flags) {
    return new PodSpec("auth, gateway", "built-in", Math.max(grants, 100_000), List.of(flags));
  }

  private static void fill(Pool pool, long have, long size) {
    if (size > have) {
      pool.preparedQuery(FILL)
          .execute(Tuple.of(have + 1, size))
          .compose(_ -> pool.query(FROM_THE_START).execute())
          .compose(_ -> pool.query("VACUUM (ANALYZE) grant_state").execute())
          .await();
    }
  }

  private static String started(
      String with, PodSpec spec, Path directory, EmbeddedKafka kafka, EmbeddedDatabase database)
      throws IOException, InterruptedException {
    var seconds = new ArrayList<Double>();
    var spent = new ArrayList<Double>();
    var live = 0L;
    var resident = 0L;
    for (var i = 0; i < STARTS; i++) {
      var began = System.nanoTime();
      try (var pod = PodProcess.start(directory, spec, kafka, database)) {
        seconds.add((System.nanoTime() - began) / (double) TimeUnit.SECONDS.toNanos(1));
        spent.add(Cpu.of(pod.pid()).toMillis() / 1e3);
        resident = resident(pod.pid());
        try (var jvm = OtherJvm.of(pod.pid())) {
          live = jvm.live();
        }
      }
    }
    return String.format(
        Locale.ROOT,
        "start       with %s: ready after %.1f s in the median of %d, at best %.1f s, and %.1f s of"
            + " processor time; %.0f MB resident, %.0f MB of them live on the heap",
        with,
        new Rates(seconds).median(),
        STARTS,
        seconds.stream().mapToDouble(Double::doubleValue).min().orElseThrow(),
        new Rates(spent).median(),
        resident / MEGA,
        live / MEGA);
  }

  /// Bytes of memory the operating system holds for a process.
  private static long resident(long pid) throws IOException {
    List<String> status = Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"));
    return status.stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElseThrow();
  }
}
