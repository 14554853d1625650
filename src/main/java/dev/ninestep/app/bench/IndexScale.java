package dev.ninestep.app.bench;

import dev.ninestep.app.bench.population.Population;
import dev.ninestep.embedded.DataDirectory;
import dev.ninestep.embedded.EmbeddedDatabase;
import dev.ninestep.projection.Projection;
import dev.ninestep.projection.ProjectorSettings;
import dev.ninestep.projection.Retention;
import dev.ninestep.trace.SupportDesk;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;

/// How the trace index fares with the records of four weeks: how fast a projector fills it, how
/// large it becomes, and how long searches and stories take.
///
/// @param records how many in the end; it is looked at with a million, too
/// @param say takes the lines of the report
record IndexScale(long records, Consumer<String> say) {

  private static final long FIRST_LOOK = 1_000_000;
  private static final long PLANNED = 100_000_000;
  private static final Duration LASTS = Duration.ofDays(28);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
  private static final int QUESTIONS = 300;
  private static final int HOURS = 100;

  /// Every kind for as long as the records last, or what is asked for would be gone.
  private static final ProjectorSettings ALL_OF_IT =
      ProjectorSettings.of(Retention.all(LASTS.plusDays(2)));

  private static final double GIBI = 1 << 30;

  /// A database with our tables, in use.
  private record Opened(EmbeddedDatabase server, Projection projection, PgConnectOptions options)
      implements AutoCloseable {

    static Opened open(Vertx vertx, DataDirectory data) throws IOException, InterruptedException {
      var server = EmbeddedDatabase.start(data);
      var options = PostgresOptions.of(server);
      var projection = Projection.open(vertx, options, 4);
      projection.migrate().await();
      return new Opened(server, projection, options);
    }

    @Override
    public void close() throws IOException {
      projection.close().await();
      server.close();
    }
  }

  /// Measures.
  void measure(Path directory) throws IOException, InterruptedException {
    var vertx = Vertx.vertx();
    try (var data = DataDirectory.claim(directory.resolve("index"))) {
      var began = Instant.now().minus(LASTS);
      var population = new Population(1, began, LASTS, records);
      var reader = new PopulationReader(population);
      var have = 0L;
      for (var size : LongStream.of(Math.min(FIRST_LOOK, records), records).distinct().toArray()) {
        var perSecond = project(vertx, data, reader, size - have, size);
        have = size;
        var bytes = tidy(vertx, data);
        report(size, perSecond, bytes);
        ask(vertx, data, new Questions(population.complaints(QUESTIONS)), hours(began, size));
        if (size == records) {
          plan(perSecond, bytes);
        }
      }
    } finally {
      vertx.close().await();
    }
  }

  private static double project(
      Vertx vertx, DataDirectory data, PopulationReader reader, long more, long until)
      throws IOException, InterruptedException {
    try (var opened = Opened.open(vertx, data);
        var projector = opened.projection().project(reader, new Unsealed(), "bench", ALL_OF_IT)) {
      var start = System.nanoTime();
      reader.allow(Math.toIntExact(more));
      while (ProjectorSpeed.projected(projector) < until) {
        Thread.sleep(BETWEEN_LOOKS);
      }
      return more * 1e9 / (System.nanoTime() - start);
    }
  }

  /// What autovacuum does before long, done now, so that each run finds the same.
  private static IndexBytes tidy(Vertx vertx, DataDirectory data)
      throws IOException, InterruptedException {
    try (var opened = Opened.open(vertx, data)) {
      var pool = PgBuilder.client().connectingTo(opened.options()).using(vertx).build();
      try {
        pool.query("VACUUM (ANALYZE)").execute().await();
        return IndexBytes.of(pool);
      } finally {
        pool.close().await();
      }
    }
  }

  private void report(long size, double perSecond, IndexBytes bytes) {
    say.accept(
        String.format(
            Locale.ROOT,
            "index       %,d records of %d days: projected at %,.0f/s; %.0f bytes each (%.0f the"
                + " row, %.0f its indexes), %.1f GiB",
            size,
            LASTS.multipliedBy(size).dividedBy(records).toDays(),
            perSecond,
            bytes.each(),
            bytes.tableEach(),
            bytes.indexesEach(),
            bytes.each() * bytes.rows() / GIBI));
  }

  /// The ends of hours of which there is something.
  private List<Instant> hours(Instant began, long size) {
    var each = LASTS.multipliedBy(size).dividedBy(records).dividedBy(HOURS);
    return IntStream.rangeClosed(1, HOURS).mapToObj(i -> began.plus(each.multipliedBy(i))).toList();
  }

  private void ask(Vertx vertx, DataDirectory data, Questions questions, List<Instant> hours)
      throws IOException, InterruptedException {
    var coldness = PageCache.drop();
    try (var opened = Opened.open(vertx, data)) {
      var began = System.nanoTime();
      opened.projection().expectSearches().await();
      var connected = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - began);
      var desk = new SupportDesk(opened.projection().flows(), Instant::now);
      var cold = questions.searches(desk);
      say.accept(
          String.format(
              Locale.ROOT,
              "            searches cold %s, warm %s; the right flow first in %.0f %% of %d",
              words(cold.histogram()),
              words(questions.searches(desk).histogram()),
              cold.right(),
              QUESTIONS));
      var slowest = cold.slowest();
      say.accept(
          String.format(
              Locale.ROOT,
              "            the slowest of the cold ones were number %s of %d, %.1f ms and less",
              slowest,
              QUESTIONS,
              millis(cold.took().get(slowest.getFirst() - 1))));
      var told = questions.stories(desk);
      say.accept(
          String.format(
              Locale.ROOT,
              "            stories right after %s, again %s",
              words(told),
              words(questions.stories(desk))));
      var overviews = opened.projection().overviews();
      say.accept(
          String.format(
              Locale.ROOT,
              "            the health of an hour %s, again %s",
              words(Questions.overviews(overviews, hours)),
              words(Questions.overviews(overviews, hours))));
      say.accept(
          String.format(
              Locale.ROOT,
              "            cold: %s, then connected as a pod does at start, in %.1f ms",
              coldness,
              millis(connected)));
    }
  }

  private static String words(Histogram took) {
    return String.format(
        Locale.ROOT,
        "p50 %.1f ms, p99 %.1f ms",
        millis(took.getValueAtPercentile(50)),
        millis(took.getValueAtPercentile(99)));
  }

  private static double millis(long micros) {
    return micros / (double) TimeUnit.MILLISECONDS.toMicros(1);
  }

  private void plan(double perSecond, IndexBytes bytes) {
    say.accept(
        String.format(
            Locale.ROOT,
            "            %,d records would take %.0f GiB, and %.1f h to build anew",
            PLANNED,
            bytes.each() * PLANNED / GIBI,
            PLANNED / perSecond / 3_600));
  }
}
