package dev.ninestep.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.CallAdmitted;
import dev.ninestep.event.CallRefused;
import dev.ninestep.event.CallsMetered;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.Step;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Every call is written exactly once: admitted, metered or refused.
class MeteringTest {

  private final Harness harness =
      new Harness(request -> request.endHandler(_ -> request.response().end()));

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void theFirstCallOfATokenIsWrittenAtOnceWithWhatItsHeadersName() {
    var token = harness.granted();
    harness.send(
        harness
            .request("", harness.tokens.sign(token))
            .header("Mcp-Method", "tools/call")
            .header("Mcp-Name", "whoami")
            .POST(BodyPublishers.ofString("{}")));
    var fact = harness.facts.facts().getLast();
    assertThat(fact.flow()).isEqualTo(token.flow());
    assertThat(fact.client()).contains(Harness.CLIENT);
    assertThat(fact.event())
        .isInstanceOfSatisfying(
            CallAdmitted.class,
            event -> {
              assertThat(event.step()).isEqualTo(Step.CONNECTION);
              assertThat(event.accessTokenId()).isEqualTo(token.id());
              assertThat(event.account()).isEqualTo(Harness.ACCOUNT);
              assertThat(event.method()).isEqualTo("POST");
              assertThat(event.call()).contains("whoami");
            });
  }

  @Test
  void callsAfterTheFirstAreCountedExactlyForEachGrant() {
    var busy = harness.granted();
    var quiet = harness.granted();
    call(Stream.concat(times(busy, 200), times(quiet, 20)));
    var metered = harness.written(CallsMetered.class);
    assertThat(harness.facts.events(CallAdmitted.class)).hasSize(2);
    assertThat(counted(busy)).isEqualTo(199);
    assertThat(counted(quiet)).isEqualTo(19);
    assertThat(metered)
        .allMatch(
            event -> event.cost().equals(Amount.ZERO) && event.account().equals(Harness.ACCOUNT));
    assertThat(metered)
        .allMatch(event -> event.second().equals(event.second().truncatedTo(ChronoUnit.SECONDS)));
  }

  @Test
  void callsOfSomeSecondsAreFewFactsThatTellEachSecond() throws InterruptedException {
    var token = harness.granted();
    var signed = harness.tokens.sign(token);
    for (var second = 0; second < 4; second++) {
      call(Collections.nCopies(10, signed).stream());
      Thread.sleep(1_000);
    }
    var metered = harness.written(CallsMetered.class);
    assertThat(counted(token)).isEqualTo(39);
    assertThat(metered).hasSizeLessThan(3);
    assertThat(metered).anyMatch(event -> event.last().isAfter(event.second()));
  }

  @Test
  void twoTokensOfOneGrantAreEachAdmittedOnce() {
    var first = harness.granted();
    var second =
        new AccessToken(
            first.flow(),
            first.client(),
            first.account(),
            first.scope(),
            first.resource(),
            "after-a-refresh",
            first.issuedAt(),
            first.expiresAt());
    var signed = List.of(harness.tokens.sign(first), harness.tokens.sign(second));
    call(Stream.concat(signed.stream(), signed.stream()));
    assertThat(harness.written(CallAdmitted.class))
        .extracting(CallAdmitted::accessTokenId)
        .containsExactlyInAnyOrder(first.id(), second.id());
    assertThat(counted(first)).isEqualTo(2);
  }

  @Test
  void aCallThatTheUpstreamNeverAnsweredIsRefusedAndNotMetered() {
    var token = harness.token();
    harness.send(harness.request("", token));
    harness.stopUpstream();
    for (var i = 0; i < 4; i++) {
      assertThat(harness.send(harness.request("", token)).statusCode()).isEqualTo(502);
    }
    var refused = harness.written(CallRefused.class);
    assertThat(refused).allMatch(event -> event.refusal() == Refusal.UPSTREAM_UNREACHABLE);
    assertThat(refused.stream().mapToLong(CallRefused::count).sum()).isEqualTo(4);
    assertThat(harness.facts.events(CallsMetered.class)).isEmpty();
  }

  @Test
  void aFloodOfEqualRefusalsIsCountedExactlyAndItsFirstIsShown() {
    call(IntStream.range(0, 150).mapToObj(i -> "nonsense" + i));
    var refused = harness.written(CallRefused.class);
    assertThat(refused.getFirst().count()).isEqualTo(1);
    assertThat(refused.getFirst().evidence().detail()).isPresent();
    assertThat(refused.stream().mapToLong(CallRefused::count).sum()).isEqualTo(150);
    assertThat(refused).hasSizeLessThan(75);
  }

  private Stream<String> times(AccessToken token, int calls) {
    var signed = harness.tokens.sign(token);
    return IntStream.range(0, calls).mapToObj(_ -> signed);
  }

  private void call(Stream<String> tokens) {
    var calls =
        tokens
            .map(token ->
                harness.http.sendAsync(
                    harness.request("", token).build(), BodyHandlers.discarding()))
            .toList();
    calls.forEach(CompletableFuture::join);
  }

  private long counted(AccessToken token) {
    return harness.facts.facts().stream()
        .filter(fact -> fact.flow().equals(token.flow()))
        .mapToLong(fact -> fact.event() instanceof CallsMetered metered ? metered.count() : 0)
        .sum();
  }
}
