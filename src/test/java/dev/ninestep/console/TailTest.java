package dev.ninestep.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ninestep.event.Fact;
import dev.ninestep.event.Logged;
import dev.ninestep.log.LogReader;
import dev.ninestep.log.Partition;
import dev.ninestep.projection.MemoryLog;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Parameters;
import dev.ninestep.trace.Crowd;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// One tail, before somebody who reads as slowly as the test wants.
class TailTest {

  private static final ClientId CLIENT = new ClientId("cursor");
  private static final Instant BEGAN = Instant.parse("2026-11-21T14:03:00Z");

  private final MemoryLog log = new MemoryLog();
  private final Crowd crowd = new Crowd(6);
  private final AtomicInteger polls = new AtomicInteger();
  private final List<String> written = new CopyOnWriteArrayList<>();

  private void flow() {
    for (var fact : crowd.flow(CLIENT, BEGAN, Optional.empty())) {
      append(fact);
    }
  }

  private void append(Fact fact) {
    log.append(fact.time(), fact);
  }

  private static Watch everything() {
    return ((Watch.Read.Understood) Watch.of(new Parameters(Map.of()))).watch();
  }

  @Test
  void nothingIsReadForWhoeverDoesNotTakeWhatTheyHave() {
    var taken = new Semaphore(1);
    var tail = tail(taken, 1_000_000);
    Thread.ofVirtual().start(() -> run(tail, Optional.empty()));
    await().atMost(Duration.ofSeconds(20)).until(() -> written.size() == 1 && polls.get() > 0);
    flow();
    await().atMost(Duration.ofSeconds(20)).until(taken::hasQueuedThreads);
    var before = polls.get();
    for (var i = 0; i < 200; i++) {
      flow();
    }
    assertThat(polls).hasValue(before);
    assertThat(written).hasSize(1);

    taken.release(10_000);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> String.join("", written).split("event: message", -1).length - 1 == 201 * 7);
    tail.stop();
  }

  @Test
  void whoIsFarBehindIsTakenToTheEndAndToldHowManyWereMissed() {
    for (var i = 0; i < 3; i++) {
      flow();
    }
    var since = new Places(beginning()).toString();
    var tail = tail(new Semaphore(10_000), 20);
    Thread.ofVirtual().start(() -> run(tail, Optional.of(since)));
    await().atMost(Duration.ofSeconds(20)).until(() -> written.size() == 2);
    flow();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> String.join("", written).contains("tokens-issued"));
    tail.stop();

    assertThat(written.get(1)).startsWith("event: missed");
    var missed =
        new JsonObject(written.get(1).lines().toList().get(2).substring("data: ".length()));
    assertThat(missed.getLong("records")).isEqualTo(21);
    assertThat(missed.getString("from")).isEqualTo(since);
    assertThat(missed.getString("until"))
        .isEqualTo(written.get(1).lines().toList().get(1).substring("id: ".length()));
  }

  private Map<Partition, Long> beginning() {
    var ends = new java.util.HashMap<>(log.reader(1).endOffsets());
    ends.replaceAll((_, _) -> 0L);
    return ends;
  }

  @Test
  void anIdOfAnotherLogIsNoPlace() {
    var ends = beginning();
    for (var text :
        List.of("", "0", "0.0.0", "0.0.0;0.0", "0.0.0;0.0.0.0", "a;b", "0.0.-1;0.0.0")) {
      assertThat(Places.parse(text, ends)).as(text).isEmpty();
    }
    assertThat(Places.parse("0.0.0;0.0.zz", ends).orElseThrow())
        .as("none is behind the end")
        .hasToString("0.0.0;0.0.0");
  }

  private static void run(Tail tail, Optional<String> since) {
    try {
      tail.run(since);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Tail tail(Semaphore taken, long mostBehind) {
    return new Tail(
        counting(log.reader(10)),
        everything(),
        text -> {
          taken.acquire();
          written.add(text);
        },
        mostBehind);
  }

  private LogReader counting(LogReader reader) {
    return new LogReader() {
      @Override
      public void assign(Map<Partition, Long> from) {
        reader.assign(from);
      }

      @Override
      public List<Logged> poll(Duration atMost) {
        polls.incrementAndGet();
        return reader.poll(atMost);
      }

      @Override
      public void seek(Partition partition, long offset) {
        reader.seek(partition, offset);
      }

      @Override
      public Map<Partition, Long> endOffsets() {
        return reader.endOffsets();
      }

      @Override
      public void wakeUp() {
        reader.wakeUp();
      }

      @Override
      public void close() {
        reader.close();
      }
    };
  }
}
