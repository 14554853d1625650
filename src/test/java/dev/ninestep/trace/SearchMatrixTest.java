package dev.ninestep.trace;

import static dev.ninestep.projection.Database.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.Fact;
import dev.ninestep.event.Refusal;
import dev.ninestep.projection.Database;
import dev.ninestep.projection.FlowIndex;
import dev.ninestep.projection.MemoryLog;
import dev.ninestep.projection.Tables;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Parameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Every refusal, provoked over HTTP and hidden in an hour of ten thousand other flows, is found by
/// what the user knows: the client_id, the minute, and the error code that their client was shown.
/// All of them use the same client, whose id is a URL and shared by every install; of the others,
/// ten a minute do too, so that a search looks at a hundred of them.
///
/// Two things cannot be told apart by anybody: refusals with the same code, of the same client, in
/// the same minute. So those of the crowd that would be such are refused in the next minute or the
/// one before instead. Who was refused before they said which client they were has no client_id to
/// give, and pastes all that was shown, in which there is a reference. The whole is written to
/// `target/search-matrix.md`.
@ExtendWith(Database.Fresh.class)
class SearchMatrixTest {

  private static final ClientId SHARED = new ClientId("https://claude.ai/oauth/metadata");
  private static final int MINUTES = 60;
  private static final int SAME_CLIENT_A_MINUTE = 10;
  private static final int OTHERS = 10_000;
  private static final int OTHER_CLIENTS = 300;
  private static final List<Refusal> REFUSALS = List.of(Refusal.values());
  private static final double REFUSED = 0.35;

  private final Instant began =
      Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(30));
  private final SplittableRandom random = new SplittableRandom(4);
  private final Crowd crowd = new Crowd(5);
  private final Map<Refusal, Sufferer> sufferers = Sufferers.all();
  private final Map<Refusal, Instant> minutes = new EnumMap<>(Refusal.class);
  private final Set<String> taken = new HashSet<>();
  private final List<Fact> facts = new ArrayList<>();

  /// What came of one search.
  private record Row(Refusal refusal, String given, int rank, boolean isCauseRight, long micros) {}

  @Test
  void everyRefusalIsFoundFirstAndItsCauseNamed(Database database) throws IOException {
    suffer();
    gather();
    var log = new MemoryLog();
    facts.stream()
        .sorted(Comparator.comparing(Fact::time))
        .forEach(fact -> log.append(fact.time(), fact));
    var tables = Tables.in(database);
    tables.projectAll(log, 2_000);
    database.sql("ANALYZE flow_event");
    var index = tables.projection().flows();
    var rows = sufferers.keySet().stream().map(refusal -> look(index, refusal)).toList();
    print(rows);
    assertThat(rows).hasSize(Refusal.values().length);
    assertThat(rows).filteredOn(row -> row.rank != 1 || !row.isCauseRight).isEmpty();
  }

  /// Each in a minute in which nobody else has the same code, nor had on the way there.
  private void suffer() {
    sufferers.forEach((refusal, sufferer) -> {
      var at =
          IntStream.range(0, MINUTES)
              .mapToObj(minute -> began.plus(Duration.ofMinutes(minute)))
              .map(minute -> minute.plusMillis(2_000 + random.nextInt(56_000)))
              .filter(time -> codes(sufferer, time).noneMatch(taken::contains))
              .findFirst()
              .orElseThrow();
      minutes.put(refusal, at.truncatedTo(ChronoUnit.MINUTES));
      codes(sufferer, at).forEach(taken::add);
      facts.addAll(sufferer.moved(at, SHARED, "sufferer-" + refusal));
    });
  }

  /// The code of each refusal, and in which minute it is given.
  private static Stream<String> codes(Sufferer sufferer, Instant at) {
    var last = sufferer.facts().getLast().time();
    return sufferer.facts().stream()
        .flatMap(fact ->
            Sufferer.refusal(fact).stream()
                .map(it -> code(it) + minute(at.minus(Duration.between(fact.time(), last)))));
  }

  private static String minute(Instant at) {
    return at.truncatedTo(ChronoUnit.MINUTES).toString().replace(":00Z", "Z");
  }

  private static String code(Refusal refusal) {
    return refusal.error().orElse("none");
  }

  private void gather() {
    for (var i = 0; i < OTHERS; i++) {
      var isShared = i < SAME_CLIENT_A_MINUTE * (MINUTES + 10);
      var client = isShared ? SHARED : new ClientId("client-" + random.nextInt(OTHER_CLIENTS));
      var at = began.minusSeconds(300).plusMillis(random.nextLong((MINUTES + 10) * 60_000L));
      var fails =
          random.nextDouble() < REFUSED
              ? Optional.of(failure(at, isShared))
              : Optional.<Crowd.Failure>empty();
      facts.addAll(crowd.flow(client, at, fails));
    }
  }

  private Crowd.Failure failure(Instant began, boolean isShared) {
    var refusal = REFUSALS.get(random.nextInt(REFUSALS.size()));
    var at = began.plusSeconds(2 + random.nextInt(random.nextInt(4) == 0 ? 600 : 30));
    while (isShared && taken.contains(code(refusal) + minute(at))) {
      at = at.plusSeconds(60);
    }
    return new Crowd.Failure(refusal, at, sufferers.get(refusal).isNamed());
  }

  private Row look(FlowIndex index, Refusal refusal) {
    var sufferer = sufferers.get(refusal);
    var given = new TreeMap<String, String>();
    given.put("at", minute(minutes.get(refusal)));
    if (sufferer.client().isPresent() && refusal.error().isPresent()) {
      given.put("client_id", SHARED.value());
      given.put("error", code(refusal));
    } else {
      given.put("error", sufferer.shown());
    }
    var now = began.plus(Duration.ofHours(20));
    var query = ((SearchParameters.Read) SearchParameters.of(Parameters.of(given), now)).query();
    var start = System.nanoTime();
    var found = get(new FlowSearch(index).search(query, now));
    var micros = (System.nanoTime() - start) / 1_000;
    var rank = found.stream().map(it -> it.hit().flow()).toList().indexOf(sufferer.flow()) + 1;
    var story = get(new Stories(index).of(sufferer.flow(), now)).orElseThrow();
    var cause =
        story
            .trouble()
            .map(Trouble::refusal)
            .orElse(sufferer.isChallenged() ? Refusal.TOKEN_MISSING : null);
    var isMeant =
        rank == 0
            || found.get(rank - 1).meant().stream().allMatch(meant -> meant.refusal() == refusal);
    return new Row(
        refusal,
        (given.containsKey("client_id") ? "client_id, minute, code" : "minute, what was shown")
            + (sufferer.isNamed() || !given.containsKey("client_id") ? "" : " (by the address)"),
        rank,
        cause == refusal && isMeant,
        micros);
  }

  private void print(List<Row> rows) throws IOException {
    var text = new StringBuilder("| refusal | code | given | rank | cause | ms |\n");
    text.append("|---|---|---|---|---|---|\n");
    for (var row : rows) {
      text.append(
          "| %s | %s | %s | %d | %s | %.1f |%n"
              .formatted(
                  row.refusal,
                  code(row.refusal),
                  row.given,
                  row.rank,
                  row.isCauseRight ? "right" : "WRONG",
                  row.micros / 1_000.0));
    }
    var sorted = rows.stream().mapToLong(Row::micros).sorted().toArray();
    text.append(
        "%n%d of %d first with the right cause, among %d other flows; search p50 %.1f ms, p99 %.1f ms%n"
            .formatted(
                rows.stream().filter(row -> row.rank == 1 && row.isCauseRight).count(),
                rows.size(),
                OTHERS,
                sorted[sorted.length / 2] / 1_000.0,
                sorted[sorted.length * 99 / 100] / 1_000.0));
    Files.writeString(Files.createDirectories(Path.of("target")).resolve("search-matrix.md"), text);
  }
}
