package dev.ninestep.projection;

import static dev.ninestep.projection.Database.get;

import com.sun.management.OperatingSystemMXBean;
import dev.ninestep.embedded.DataDirectory;
import dev.ninestep.embedded.EmbeddedDatabase;
import dev.ninestep.event.AuthorizationRequested;
import dev.ninestep.event.Caller;
import dev.ninestep.event.CallsMetered;
import dev.ninestep.event.CodePresented;
import dev.ninestep.event.ConsentGranted;
import dev.ninestep.event.ConsentShown;
import dev.ninestep.event.Event;
import dev.ninestep.event.Fact;
import dev.ninestep.event.Key;
import dev.ninestep.event.RefreshPresented;
import dev.ninestep.event.TokensIssued;
import dev.ninestep.event.UserSignedIn;
import dev.ninestep.fold.Ledger;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.CodeChallenge;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.RequestId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/// Measures how many records a second are projected, and how many grants a second are loaded, on a
/// PostgreSQL of its own. Arguments: flows (of 9 records each), records per partition and batch,
/// and a directory for the database.
final class ProjectionSpeed {

  private static final int RECORDS = 9;
  private static final Scope SCOPE = Scope.of("mcp", "files");
  private static final ResourceUri RESOURCE = new ResourceUri("https://mcp.example.com/mcp");
  private static final RedirectUri REDIRECT = new RedirectUri("https://app.example.com/cb");
  private static final Caller CALLER =
      new Caller("b4c1d2e3f4a5b6c7", "192.0.2.0/24", Optional.of("claude-code/2.1"));

  private final SplittableRandom random = new SplittableRandom(1);
  private final MemoryLog log = new MemoryLog();

  private ProjectionSpeed() {}

  public static void main(String[] args) throws Exception {
    var speed = new ProjectionSpeed();
    var flows = Integer.parseInt(args[0]);
    for (var i = 0; i < flows; i++) {
      speed.flow();
    }
    speed.measure(Integer.parseInt(args[1]), Path.of(args[2]));
  }

  private void measure(int most, Path data) throws Exception {
    var vertx = Vertx.vertx();
    Files.createDirectories(data);
    try (var directory = DataDirectory.claim(data);
        var server = EmbeddedDatabase.start(directory)) {
      var tables = Tables.in(new Database(vertx, Database.options(server)));
      tables.database().sql("TRUNCATE projection_offset");
      var count = log.all().size();
      time("projected", () -> tables.projectAll(log, most), count);
      for (var i = 0; i < 5; i++) {
        var ledger = new Ledger(count / RECORDS);
        time("loaded", () -> get(tables.projection().load(ledger)), count / RECORDS);
      }
    } finally {
      get(vertx.close());
    }
  }

  private static void time(String what, Runnable work, int rows) {
    var start = System.nanoTime();
    var cpuStart = cpuNanos();
    work.run();
    var seconds = (System.nanoTime() - start) / 1e9;
    var cpuSeconds = (cpuNanos() - cpuStart) / 1e9;
    System.out.printf(
        "%s %,d rows: %,.0f a second, %,.0f a CPU-second of ours%n",
        what, rows, rows / seconds, rows / cpuSeconds);
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private void flow() {
    var flow = new FlowId(random.nextLong(), random.nextLong());
    var client = new ClientId("client-" + random.nextInt(1_000));
    var account = new AccountId(3, random.nextInt(10_000));
    var at = Instant.now().minus(Duration.ofHours(1));
    var attempt = new AttemptId(random.nextLong());
    for (var event :
        List.<Event>of(
            new AuthorizationRequested(
                client,
                REDIRECT,
                SCOPE,
                RESOURCE,
                new CodeChallenge("A".repeat(43)),
                Optional.of("state"),
                CALLER),
            new UserSignedIn(account, "pwd", CALLER),
            new ConsentShown(client, account, SCOPE, RESOURCE, Duration.ofMinutes(10)),
            new ConsentGranted(
                attempt,
                client,
                account,
                REDIRECT,
                SCOPE,
                RESOURCE,
                at.plusSeconds(600),
                Duration.ofSeconds(60),
                Duration.ofDays(30),
                Duration.ofDays(365)),
            new CodePresented(attempt, client, at.plusSeconds(3), CALLER),
            new TokensIssued(attempt, client, 1, "jti", SCOPE, at.plusSeconds(3_600)),
            new RefreshPresented(attempt, client, 1, at.plusSeconds(3), CALLER),
            new TokensIssued(attempt, client, 2, "jti", SCOPE, at.plusSeconds(3_600)),
            new CallsMetered(client, account, RESOURCE, at, 7, new Amount(7)))) {
      log.append(at, fact(flow, client, event));
    }
  }

  private Fact fact(FlowId flow, ClientId client, Event event) {
    return new Fact(
        new UUID(random.nextLong(), random.nextLong()),
        new Key.OfFlow(flow),
        "pod-1",
        Instant.now(),
        flow,
        new RequestId(random.nextLong(), random.nextLong()),
        Optional.of(client),
        Optional.empty(),
        event);
  }
}
