package dev.ninestep.account;

import static dev.ninestep.account.SignInServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ninestep.projection.PasswordHash;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordsTest {

  private static final Argon2Cost TODAYS = new Argon2Cost(128, 2, 1);
  private static final Argon2Cost YESTERDAYS = new Argon2Cost(64, 1, 1);

  private final Vertx vertx = Vertx.vertx();
  private final Passwords passwords = new Passwords(vertx, TODAYS, new Passwords.Capacity(1, 1));

  @AfterEach
  void stop() {
    passwords.close();
    await(vertx.close());
  }

  @Test
  void theRightPasswordIsRight() {
    var stored = await(passwords.hash(typed("correct horse")));

    assertThat(await(passwords.check(typed("correct horse"), Optional.of(stored))))
        .isEqualTo(new Verdict.Right(Optional.empty()));
    assertThat(await(passwords.check(typed("battery staple"), Optional.of(stored))))
        .isEqualTo(new Verdict.Wrong());
  }

  @Test
  void aHashMadeAtAnotherCostIsMadeAgainAtTodays() {
    var old = Argon2Hash.of(typed("correct horse"), YESTERDAYS, new byte[16]).stored();

    var verdict = await(passwords.check(typed("correct horse"), Optional.of(old)));

    var better = ((Verdict.Right) verdict).better().flatMap(Argon2Hash::parse).orElseThrow();
    assertThat(better.cost()).isEqualTo(TODAYS);
    assertThat(better.isOf(typed("correct horse"))).isTrue();
  }

  @Test
  void aWrongPasswordImprovesNothing() {
    var old = Argon2Hash.of(typed("correct horse"), YESTERDAYS, new byte[16]).stored();

    assertThat(await(passwords.check(typed("battery staple"), Optional.of(old))))
        .isEqualTo(new Verdict.Wrong());
  }

  @Test
  void withoutAHashEveryPasswordIsWrong() {
    assertThat(await(passwords.check(typed("correct horse"), Optional.empty())))
        .isEqualTo(new Verdict.Wrong());
  }

  @Test
  void aHashThatCannotBeReadMakesEveryPasswordWrong() {
    var broken = Optional.of(new PasswordHash("$argon2id$v=19$broken"));

    assertThat(await(passwords.check(typed("correct horse"), broken)))
        .isEqualTo(new Verdict.Wrong());
  }

  @Test
  void thereIsOnePlaceForEachThreadAndEachInTheQueue() {
    var first = Promise.<String>promise();
    var second = Promise.<String>promise();

    assertThat(passwords.inPlace(first::future)).isPresent();
    assertThat(passwords.inPlace(second::future)).isPresent();
    assertThat(passwords.inPlace(() -> Future.succeededFuture("third"))).isEmpty();

    first.complete("done");
    assertThat(passwords.inPlace(() -> Future.succeededFuture("third"))).isPresent();
  }

  @Test
  void workThatFailsGivesItsPlaceBack() {
    for (var i = 0; i < 3; i++) {
      assertThat(passwords.inPlace(() -> Future.failedFuture("away"))).isPresent();
      assertThat(
              passwords.inPlace(() -> {
                throw new IllegalStateException("a defect");
              }))
          .isPresent();
    }
  }

  /// (LG-08)
  @Test
  void thereIsNothingCheaperThanWhatIsHeldToBeSafe() {
    assertThat(Argon2Cost.DEFAULT.memoryKib()).isGreaterThanOrEqualTo(19_456);
    assertThat(Argon2Cost.DEFAULT.iterations()).isGreaterThanOrEqualTo(2);
    assertThat(Argon2Cost.DEFAULT.parallelism()).isGreaterThanOrEqualTo(1);
  }

  /// Argon2 takes its memory whether or not there is a hash to compare with. (LG-03)
  @Test
  void aPasswordOfNobodyTakesTheWorkOfOneOfSomebody() {
    var cost = new Argon2Cost(8_192, 1, 1);
    try (var dear = new Passwords(vertx, cost, new Passwords.Capacity(1, 1))) {
      var stored = await(dear.hash(typed("correct horse")));
      var beforeKnown = allocated();
      await(dear.check(typed("battery staple"), Optional.of(stored)));
      var beforeUnknown = allocated();
      await(dear.check(typed("battery staple"), Optional.empty()));

      assertThat(beforeUnknown - beforeKnown).isGreaterThan(cost.memoryKib() * 1_024L);
      assertThat(allocated() - beforeUnknown).isGreaterThan(cost.memoryKib() * 1_024L);
    }
  }

  /// What the threads for passwords have ever allocated, in bytes.
  private static long allocated() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.dumpAllThreads(false, false))
        .filter(thread -> thread.getThreadName().startsWith("password"))
        .mapToLong(thread -> threads.getThreadAllocatedBytes(thread.getThreadId()))
        .sum();
  }

  /// (LG-08)
  @Test
  void theAnswerComesBackOnTheCallersEventLoop() {
    var answer = Promise.<Boolean>promise();

    vertx.runOnContext(_ ->
        passwords
            .check(typed("correct horse"), Optional.empty())
            .onComplete(_ -> answer.complete(Context.isOnEventLoopThread())));

    assertThat(await(answer.future())).isTrue();
  }

  @Test
  void nothingPrintsAPasswordOrItsHash() {
    var password = typed("correct horse");

    assertThat(password).hasToString("[redacted]");
    assertThat(Argon2Hash.of(password, YESTERDAYS, new byte[16])).hasToString("[redacted]");
    assertThat(new GeneratedPassword("k7dmx-2qfhw-t9rvb-3znpc")).hasToString("[redacted]");
  }

  @Test
  void aWipedPasswordIsRightNoMore() {
    var stored = await(passwords.hash(typed("correct horse")));
    var password = typed("correct horse");

    password.wipe();

    assertThat(await(passwords.check(password, Optional.of(stored))))
        .isEqualTo(new Verdict.Wrong());
  }

  @Test
  void aCapacityOfNothingIsRefused() {
    assertThatThrownBy(() -> new Passwords.Capacity(0, 64)).hasMessageContaining("thread");
    assertThatThrownBy(() -> new Passwords.Capacity(1, -1)).hasMessageContaining("queue");
  }

  private static Password typed(String password) {
    return Password.parse(password).orElseThrow();
  }
}
