package dev.ninestep.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.AccountCharged;
import dev.ninestep.event.AccountCredited;
import dev.ninestep.event.Key;
import dev.ninestep.event.Refusal;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.exchange.SomeExchange;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.CreditKey;
import dev.ninestep.protocol.FlowId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/// What is let through for the money there is, by one pod and by several.
class TillTest {

  static final AccountId ANNA = new AccountId(1, 1);
  private static final Exchange CALL = SomeExchange.of(new FlowId(3, 3));

  private final SharedLog log = new SharedLog();

  private void credit(String amount) {
    var much = Amount.parse(amount).orElseThrow();
    var key = new CreditKey("key" + log.events().size());
    log.append(
        new Key.OfAccount(ANNA), new AccountCredited(ANNA, much, key, new AttemptId(1), "op"));
  }

  private SharedLog.Pod pod(String low) {
    var pod = log.pod(low);
    pod.readAll();
    return pod;
  }

  private static Optional<Fare> hold(SharedLog.Pod pod, String price) {
    var much = Amount.parse(price).orElseThrow();
    return pod.till.hold(ANNA, much, List.of("tool"), CALL) instanceof Till.Hold.Held(var fare)
        ? Optional.of(fare)
        : Optional.empty();
  }

  private static boolean calls(SharedLog.Pod pod, String price) {
    var fare = hold(pod, price);
    fare.ifPresent(f -> f.charge(CALL));
    return fare.isPresent();
  }

  private List<AccountCharged> charges() {
    return log.events().stream()
        .filter(AccountCharged.class::isInstance)
        .map(AccountCharged.class::cast)
        .toList();
  }

  private static String balance(SharedLog.Pod pod) {
    return pod.ledger.account(ANNA).purse().balance().toString();
  }

  @Test
  void whatIsOnItsWayIsHeldBackUntilItIsLetGo() {
    credit("10");
    var pod = pod("0");
    var first = hold(pod, "4").orElseThrow();
    assertThat(hold(pod, "6")).isPresent();
    assertThat(hold(pod, "0.000001")).isEmpty();
    first.letGo();
    first.letGo();
    assertThat(first.charge(CALL)).as("let go already").isEqualTo(Amount.ZERO);
    assertThat(hold(pod, "4")).isPresent();
    assertThat(hold(pod, "0.000001")).isEmpty();
  }

  @Test
  void whoCannotPayIsToldWhatTheCallCostsAndWhatThereIs() {
    credit("10");
    var pod = pod("0");
    assertThat(calls(pod, "7")).isTrue();
    var refused = pod.till.hold(ANNA, new Amount(4_000_000), List.of("draw"), CALL);
    assertThat(refused)
        .isInstanceOfSatisfying(
            Till.Hold.Uncovered.class,
            s -> {
              assertThat(s.balance()).hasToString("3.00");
              assertThat(s.refused().refusal()).isEqualTo(Refusal.BALANCE_INSUFFICIENT);
              assertThat(s.refused().evidence().asked()).contains("a call that costs 4.00");
              assertThat(s.refused().evidence().known()).contains("a balance of 3.00");
              assertThat(s.refused().evidence().detail()).contains("tools: draw");
            });
  }

  @Test
  void manyChargesAreOneFactEachSecondWhileThereIsPlenty() {
    credit("100");
    var pod = pod("1");
    for (var i = 0; i < 50; i++) {
      assertThat(calls(pod, "0.5")).isTrue();
    }
    assertThat(charges()).isEmpty();
    pod.till.flush();
    pod.till.flush();
    assertThat(charges())
        .containsExactly(
            new AccountCharged(ANNA, pod.id, Amount.ZERO, Amount.parse("25").orElseThrow()));
    pod.readAll();
    assertThat(balance(pod)).isEqualTo("75.00");
    pod.till.flush();
    assertThat(charges()).hasSize(1);
  }

  @Test
  void aChargeIsWrittenAtOnceWhenLittleIsLeft() {
    credit("2");
    var pod = pod("1.50");
    assertThat(calls(pod, "0.4")).isTrue();
    assertThat(charges()).as("1.60 are left").isEmpty();
    assertThat(pod.till.low(ANNA)).isEmpty();
    assertThat(calls(pod, "0.4")).isTrue();
    assertThat(charges()).as("1.20 are left").hasSize(1);
    assertThat(pod.till.low(ANNA)).contains(new Amount(1_200_000));
    assertThat(calls(pod, "0.4")).isTrue();
    assertThat(charges()).as("one at a time").hasSize(1);
    pod.readAll();
    assertThat(charges()).as("the next when the first is read back").hasSize(2);
    pod.readAll();
    assertThat(balance(pod)).isEqualTo("0.80");
  }

  @Test
  void theLastCallIsLetThroughHoweverItsPredecessorsWereReadBack() {
    credit("1");
    var pod = pod("1");
    for (var i = 0; i < 10; i++) {
      assertThat(calls(pod, "0.1")).as("call %d", i).isTrue();
      if (i % 3 == 0) {
        pod.readAll();
      }
    }
    assertThat(calls(pod, "0.1")).isFalse();
    pod.readAll();
    assertThat(calls(pod, "0.1")).isFalse();
    assertThat(balance(pod)).isEqualTo("0.00");
  }

  @Test
  void aChargeThatIsLostIsPartOfTheNext() {
    credit("10");
    var pod = pod("0");
    assertThat(calls(pod, "1")).isTrue();
    pod.loses(true);
    pod.till.flush();
    assertThat(calls(pod, "2")).isTrue();
    pod.loses(false);
    pod.till.flush();
    pod.readAll();
    assertThat(charges()).hasSize(1);
    assertThat(balance(pod)).isEqualTo("7.00");
  }

  /// What the note on money calls the bound, reached.
  @Test
  void podsTogetherLetThroughNoMoreThanWhatTheOthersHaveNotRead() {
    credit("10");
    var one = pod("0");
    var other = pod("0");
    for (var i = 0; i < 10; i++) {
      assertThat(calls(one, "1")).isTrue();
      assertThat(calls(other, "1")).isTrue();
    }
    assertThat(calls(one, "1")).isFalse();
    assertThat(calls(other, "1")).isFalse();
    one.till.flush();
    other.till.flush();
    one.readAll();
    other.readAll();
    assertThat(balance(one)).isEqualTo("-10.00").isEqualTo(balance(other));
    credit("10.50");
    one.readAll();
    assertThat(calls(one, "1")).as("what was overdrawn is paid first").isFalse();
    assertThat(hold(one, "0.5")).isPresent();
  }

  @Test
  void whatCostsNothingIsLetThroughWhateverIsOwed() {
    var pod = pod("0");
    log.append(
        new Key.OfAccount(ANNA),
        new AccountCharged(ANNA, log.pod("0").id, Amount.ZERO, new Amount(5)));
    pod.readAll();
    assertThat(hold(pod, "0")).isPresent();
    assertThat(hold(pod, "0.000001")).isEmpty();
  }

  /// A pod of a random history, with what it has let through in all.
  private static final class Witness {
    private final SharedLog.Pod pod;
    private final List<Fare> open = new ArrayList<>();
    private long letThrough;

    private Witness(SharedLog.Pod pod) {
      this.pod = pod;
    }

    private long unreadBy(Witness reader) {
      var read = reader.pod.ledger.account(ANNA).purse().takenBy(pod.id);
      return letThrough - read.map(Amount::micros).orElse(0L);
    }
  }

  /// Whatever is read late, lost, or let go again: no call sets out that its pod could not cover,
  /// together they overdraw by no more than what the others let through unread, and in the end the
  /// balance is what was given less what was charged.
  @RepeatedTest(300)
  void noHistoryOverdrawsByMoreThanTheBound(RepetitionInfo repetition) {
    var random = new SplittableRandom(repetition.getCurrentRepetition());
    var given = random.nextLong(1, 60);
    credit(Long.toString(given));
    var low = Long.toString(random.nextLong(20));
    var pods = new ArrayList<Witness>();
    for (var i = random.nextInt(1, 5); i > 0; i--) {
      pods.add(new Witness(pod(low)));
    }
    for (var i = 0; i < 400; i++) {
      step(random, pods.get(random.nextInt(pods.size())), pods, given * 1_000_000);
    }
    pods.forEach(witness -> witness.pod.loses(false));
    pods.forEach(witness -> witness.open.forEach(Fare::letGo));
    for (var rounds = 0; rounds < 3; rounds++) {
      pods.forEach(witness -> witness.pod.till.flush());
      pods.forEach(witness -> witness.pod.readAll());
    }
    var charged = charges().stream().map(AccountCharged::till).distinct().count();
    assertThat(charged).isLessThanOrEqualTo(pods.size());
    var spent =
        pods.stream()
            .map(witness -> witness.pod.ledger.account(ANNA).purse().takenBy(witness.pod.id))
            .mapToLong(total -> total.map(Amount::micros).orElse(0L))
            .sum();
    for (var witness : pods) {
      var purse = witness.pod.ledger.account(ANNA).purse();
      assertThat(purse.balance().micros()).isEqualTo(given * 1_000_000 - spent);
      assertThat(hold(witness.pod, "1").isPresent())
          .isEqualTo(!purse.balance().isLessThan(new Amount(1_000_000)));
    }
  }

  private static void step(
      SplittableRandom random, Witness witness, List<Witness> all, long given) {
    switch (random.nextInt(10)) {
      case 0, 1, 2, 3 ->
          hold(witness.pod, "1")
              .ifPresent(fare -> {
                witness.letThrough += 1_000_000;
                witness.open.add(fare);
                var left = given - all.stream().mapToLong(w -> w.letThrough).sum();
                var unread =
                    all.stream()
                        .filter(w -> w != witness)
                        .mapToLong(w -> w.unreadBy(witness))
                        .sum();
                assertThat(left).isGreaterThanOrEqualTo(-unread);
              });
      case 4, 5 -> {
        if (!witness.open.isEmpty()) {
          witness.open.remove(random.nextInt(witness.open.size())).charge(CALL);
        }
      }
      case 6 -> {
        if (!witness.open.isEmpty()) {
          witness.open.remove(random.nextInt(witness.open.size())).letGo();
          witness.letThrough -= 1_000_000;
        }
      }
      case 7 -> witness.pod.till.flush();
      case 8 -> witness.pod.loses(random.nextInt(4) == 0);
      default -> witness.pod.read(random.nextInt(1, 6));
    }
  }
}
