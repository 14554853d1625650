package dev.ninestep.account;

import static dev.ninestep.account.SignInServer.ON_LOOPBACK;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.ninestep.event.Refusal;
import dev.ninestep.event.StepRefused;
import dev.ninestep.fold.SignInAttempts.Limits;
import dev.ninestep.protocol.Role;
import io.vertx.core.Promise;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SignInFloodTest {

  private static final int THREADS = 2;
  private static final int QUEUE = 10;
  private static final int CALLERS = 200;
  private static final Limits UNLIMITED = new Limits(100, 10_000, 10_000, 10_000);

  /// (LG-08)
  @Test
  void asManyAsThereArePlacesAreCheckedAndTheRestIsTurnedAwayAtOnce() throws Exception {
    var capacity = new Passwords.Capacity(THREADS, QUEUE);
    try (var server = new SignInServer(ON_LOOPBACK, "", capacity, 0, UNLIMITED)) {
      server.account("demo", "correct horse", Role.USER);
      var lookedUpBefore = server.accounts.lookUps();
      var browser = server.browser();
      var page = browser.get("/sign-in?to=support");
      var latch = Promise.<Void>promise();
      server.accounts.answerAfter(latch.future());

      var answers =
          IntStream.range(0, CALLERS)
              .mapToObj(_ -> browser.submitting(page, "demo", "correct horse"))
              .map(answer -> answer.thenApply(HttpResponse::statusCode))
              .toList();
      awaitAnswered(answers, CALLERS - THREADS - QUEUE);
      var lookedUp = server.accounts.lookUps() - lookedUpBefore;
      latch.complete();
      var statuses =
          answers.stream()
              .map(CompletableFuture::join)
              .collect(groupingBy(status -> status, counting()));

      assertThat(lookedUp).isEqualTo(THREADS + QUEUE);
      assertThat(statuses)
          .containsOnly(
              entry(303, (long) THREADS + QUEUE), entry(503, (long) CALLERS - THREADS - QUEUE));
      assertThat(server.log.events(StepRefused.class))
          .extracting(StepRefused::refusal)
          .containsExactly(Refusal.SIGN_IN_BUSY);
      assertThat(browser.submit(page, "demo", "correct horse").status()).isEqualTo(303);
    }
  }

  private static void awaitAnswered(List<CompletableFuture<Integer>> answers, int number)
      throws InterruptedException {
    var outstanding = new CountDownLatch(number);
    for (var answer : answers) {
      var _ = answer.whenComplete((_, _) -> outstanding.countDown());
    }
    assertThat(outstanding.await(60, TimeUnit.SECONDS)).as("%d answered", number).isTrue();
  }
}
