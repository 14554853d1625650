package dev.ninestep.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.AccountCalled;
import dev.ninestep.event.Refusal;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.exchange.SomeExchange;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.ResourceUri;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/// How often an account may call, through one pod and through several.
class PaceTest {

  private static final AccountId ANNA = new AccountId(1, 1);
  private static final AccountId BERT = new AccountId(2, 2);
  private static final ResourceUri FILES = new ResourceUri("https://mcp.example/files");
  private static final ResourceUri MAIL = new ResourceUri("https://mcp.example/mail");
  private static final Exchange CALL = SomeExchange.of(new FlowId(3, 3));
  private static final int PODS = 3;
  private static final int LIMIT = 100;
  private static final int PART = 5;

  private final SharedLog log = new SharedLog();

  /// A pod and what it lets through to one resource.
  private record Door(SharedLog.Pod pod, Pace pace) {

    boolean takes(AccountId account) {
      return pace.take(account, CALL).isEmpty();
    }

    /// Having read all there is.
    boolean takesNow(AccountId account) {
      pod.readAll();
      return takes(account);
    }
  }

  private Door door(int perMinute) {
    var pod = log.pod("0");
    return new Door(pod, pod.pace(FILES, perMinute));
  }

  private List<Door> doors() {
    return Stream.generate(() -> door(LIMIT)).limit(PODS).toList();
  }

  private long told() {
    return log.events().stream().filter(AccountCalled.class::isInstance).count();
  }

  private void pass(int seconds) {
    log.pass(Duration.ofSeconds(seconds));
  }

  @Test
  void onePodCountsExactly() {
    var door = door(3);
    assertThat(door.takes(ANNA)).isTrue();
    pass(20);
    assertThat(door.takes(ANNA)).isTrue();
    assertThat(door.takes(ANNA)).isTrue();
    pass(10);
    var tooSoon = door.pace.take(ANNA, CALL).orElseThrow();
    assertThat(tooSoon.retryAfter()).isEqualTo(Duration.ofSeconds(30));
    assertThat(tooSoon.refused().refusal()).isEqualTo(Refusal.CALLS_TOO_MANY);
    assertThat(tooSoon.refused().evidence().known()).contains("3 calls within a minute");
    pass(29);
    assertThat(door.takes(ANNA)).as("a second too soon").isFalse();
    pass(1);
    assertThat(door.takes(ANNA)).as("as it was told").isTrue();
    assertThat(door.takes(ANNA)).isFalse();
  }

  /// Or a wait would grow while it lasts.
  @Test
  void whatIsRefusedDoesNotCount() {
    var door = door(1);
    assertThat(door.takes(ANNA)).isTrue();
    for (var i = 0; i < 59; i++) {
      pass(1);
      assertThat(door.pace.take(ANNA, CALL).map(Pace.TooSoon::retryAfter))
          .contains(Duration.ofSeconds(59L - i));
    }
    pass(1);
    assertThat(door.takes(ANNA)).isTrue();
  }

  @Test
  void accountsAndResourcesAreCountedApart() {
    var door = door(1);
    assertThat(door.takes(ANNA)).isTrue();
    assertThat(door.takes(BERT)).isTrue();
    var mail = door.pod.pace(MAIL, 1);
    door.pod.readAll();
    assertThat(mail.take(ANNA, CALL)).isEmpty();
    assertThat(mail.take(ANNA, CALL)).isPresent();
  }

  @Test
  void eachTwentiethOfTheLimitIsToldTogether() {
    var door = door(LIMIT);
    IntStream.range(0, 3 * PART - 1).forEach(_ -> assertThat(door.takes(ANNA)).isTrue());
    assertThat(log.events())
        .containsExactly(
            new AccountCalled(ANNA, FILES, door.pod.id, PART),
            new AccountCalled(ANNA, FILES, door.pod.id, PART));
  }

  /// So that many who call now and then leave nothing in the log.
  @Test
  void whoCallsNowAndThenIsToldToNobody() {
    var door = door(LIMIT);
    for (var i = 0; i < 1_000; i++) {
      assertThat(door.takes(ANNA)).isTrue();
      pass(15);
    }
    assertThat(told()).isZero();
  }

  @Test
  void whatCameThroughOtherPodsCounts() {
    var here = door(LIMIT);
    var there = door(LIMIT);
    IntStream.range(0, LIMIT).forEach(_ -> assertThat(there.takes(ANNA)).isTrue());
    assertThat(here.takes(ANNA)).as("not read yet").isTrue();
    here.pod.readAll();
    assertThat(here.takes(ANNA)).isFalse();
    assertThat(here.takes(BERT)).isTrue();
    pass(60);
    assertThat(here.takes(ANNA)).isTrue();
  }

  /// As the note says: what is told late is never more than a part less one, for each other pod.
  @Test
  void theBoundIsReached() {
    var doors = doors();
    var untold = (PODS - 1) * (PART - 1);
    for (var door : doors.subList(1, PODS)) {
      IntStream.range(1, PART).forEach(_ -> assertThat(door.takesNow(ANNA)).isTrue());
    }
    var first = doors.getFirst();
    IntStream.range(0, LIMIT).forEach(_ -> assertThat(first.takesNow(ANNA)).isTrue());
    assertThat(first.takesNow(ANNA)).as("%s and %s untold", LIMIT, untold).isFalse();
    doors.forEach(door -> assertThat(door.takesNow(ANNA)).isFalse());
  }

  /// Pods that read at once, called at random, hold every minute to the bound.
  @RepeatedTest(20)
  void noMinuteHasMoreThanTheBound(RepetitionInfo repetition) {
    var random = new SplittableRandom(repetition.getCurrentRepetition());
    var doors = doors();
    var let = new ArrayList<Integer>();
    var now = 0;
    var refused = 0;
    for (var i = 0; i < 4_000; i++) {
      if (random.nextInt(8) == 0) {
        var more = random.nextInt(4);
        now += more;
        pass(more);
      }
      if (doors.get(random.nextInt(PODS)).takesNow(ANNA)) {
        let.add(now);
      } else {
        refused++;
      }
    }
    assertThat(refused).as("the limit was reached").isPositive();
    for (var end : let) {
      var within = let.stream().filter(at -> at > end - 60 && at <= end).count();
      assertThat(within).isLessThanOrEqualTo(LIMIT + (PODS - 1) * (PART - 1));
    }
  }

  @Test
  void whoHasNotCalledForAMinuteIsForgotten() {
    var door = door(LIMIT);
    IntStream.range(0, 50).forEach(i -> door.takes(new AccountId(9, i)));
    assertThat(door.pace.size()).isEqualTo(50);
    pass(61);
    door.takes(ANNA);
    assertThat(door.pace.size()).isEqualTo(1);
  }

  /// Who is only refused here is not kept, however often they come.
  @Test
  void whoIsRefusedBeforeAnyCallIsNotKept() {
    var here = door(LIMIT);
    var there = door(LIMIT);
    IntStream.range(0, LIMIT).forEach(_ -> there.takes(ANNA));
    assertThat(here.takesNow(ANNA)).isFalse();
    assertThat(here.pace.size()).isZero();
  }

  @Test
  void severalThreadsTogetherLetNoMoreThrough() throws InterruptedException {
    var door = door(1_000_000);
    var narrow = door.pod.pace(MAIL, 500);
    var let = new AtomicInteger();
    var threads =
        Stream.generate(() ->
                Thread.ofPlatform()
                    .start(() ->
                        IntStream.range(0, 400)
                            .filter(_ -> narrow.take(ANNA, CALL).isEmpty())
                            .forEach(_ -> let.incrementAndGet())))
            .limit(4)
            .toList();
    for (var thread : threads) {
      thread.join();
    }
    assertThat(let).hasValue(500);
  }

  @Test
  void oneCallAMinuteIsALimitToo() {
    var door = door(1);
    door.takes(ANNA);
    assertThat(told()).isEqualTo(1);
    assertThat(door.pace.take(ANNA, CALL).orElseThrow().refused().evidence().known())
        .contains("1 call within a minute");
  }
}
