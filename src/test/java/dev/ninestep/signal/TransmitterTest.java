package dev.ninestep.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.ninestep.event.AccountReinstated;
import dev.ninestep.event.AccountSuspended;
import dev.ninestep.event.Event;
import dev.ninestep.event.Key;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.signal.ReceivingServer.Received;
import dev.ninestep.signal.ReceivingServer.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// Delivery over a real log and real HTTP: at least once, in order, whoever dies.
class TransmitterTest {

  private static final String SECRET = "Bearer receivers-own-secret";

  private final ReceivingServer server = new ReceivingServer();
  private final SignalLog log = new SignalLog();
  private final AccountId account = SignalLog.account();
  private final Receiver receiver = receiver(Set.of());

  @AfterEach
  void stop() {
    log.close();
    server.close();
  }

  private Receiver receiver(Set<ResourceUri> resources) {
    return new Receiver(
        "test-" + UUID.randomUUID(), server.uri(), "files", Optional.of(SECRET), resources);
  }

  private void suspend() {
    suspend(account);
  }

  private void suspend(AccountId whose) {
    Event suspended = new AccountSuspended(whose, "otto", "lost laptop");
    log.write(new Key.OfAccount(whose), suspended, new AccountReinstated(whose, "otto"));
  }

  /// What was accepted about an account; other tests write to the same log.
  private List<Received> accepted(AccountId whose) {
    return server.received().stream()
        .filter(Received::isAccepted)
        .filter(received -> isAbout(received, whose))
        .toList();
  }

  private static boolean isAbout(Received received, AccountId whose) {
    return received
        .subject("user")
        .filter(user -> whose.toString().equals(user.get("sub")))
        .isPresent();
  }

  private void awaitAccepted(int count) {
    await()
        .atMost(SignalLog.PATIENCE)
        .untilAsserted(() -> assertThat(accepted(account)).hasSize(count));
  }

  private static List<String> ids(List<Received> received) {
    return received.stream().map(one -> one.claims().getJWTID()).toList();
  }

  @Test
  void whatIsAcceptedIsToldOnceAlsoByWhoComesAfter() {
    try (var _ = log.start(receiver)) {
      suspend();
      awaitAccepted(1);
    }
    log.start(receiver);
    suspend();
    awaitAccepted(2);
    assertThat(ids(accepted(account))).doesNotHaveDuplicates();
    assertThat(accepted(account).getFirst().headers().apply("Authorization")).contains(SECRET);
  }

  @Test
  void whatHappenedBeforeThereWasAReceiverIsNotTold() {
    suspend();
    log.start(receiver);
    suspend();
    awaitAccepted(1);
  }

  @Test
  void aReceiverThatWasAwayIsToldEverythingInOrder() {
    server.reply(_ -> Reply.status(503));
    log.start(receiver);
    IntStream.range(0, 5).forEach(_ -> suspend());
    await().atMost(SignalLog.PATIENCE).until(() -> server.received().size() >= 2);
    assertThat(ids(ofUs(server.received()))).as("no other overtakes it").containsOnly(firstId());
    server.reply(_ -> Reply.ACCEPTED);
    awaitAccepted(5);
    assertThat(accepted(account)).isSortedAccordingTo(TransmitterTest::byPlace);
    assertThat(ids(accepted(account))).doesNotHaveDuplicates();
    assertThat(log.count("ninestep.signals.retries")).isGreaterThanOrEqualTo(2);
  }

  private List<Received> ofUs(List<Received> all) {
    return all.stream().filter(received -> isAbout(received, account)).toList();
  }

  private String firstId() {
    return ids(ofUs(server.received())).getFirst();
  }

  private static int byPlace(Received one, Received other) {
    return Long.compare(offset(one), offset(other));
  }

  private static long offset(Received received) {
    var id = received.claims().getJWTID();
    return Long.parseLong(id.substring(id.indexOf('@') + 1, id.indexOf('#')));
  }

  @Test
  void whatWasAcceptedBeforeThePodDiedAndNotNotedIsToldAgainUnderTheSameId() {
    var dying =
        log.start(
            receiver,
            reader ->
                new SignalLog.Spoiled(
                    reader,
                    records -> {
                      if (!records.isEmpty()) {
                        throw new IllegalStateException("killed before it could note it");
                      }
                    }));
    suspend();
    await().atMost(SignalLog.PATIENCE).until(() -> !accepted(account).isEmpty());
    dying.close();
    var before = accepted(account).size();
    log.start(receiver);
    await().atMost(SignalLog.PATIENCE).until(() -> accepted(account).size() > before);
    assertThat(ids(accepted(account))).containsOnly(firstId());
  }

  @Test
  void ofTwoPodsOneTellsAndTheOtherTakesOver() {
    var first = log.start(receiver);
    log.start(receiver);
    var accounts = IntStream.range(0, 12).mapToObj(_ -> SignalLog.account()).toList();
    accounts.subList(0, 6).forEach(this::suspend);
    await()
        .atMost(SignalLog.PATIENCE)
        .until(() -> accounts.subList(0, 6).stream().noneMatch(a -> accepted(a).isEmpty()));
    first.close();
    accounts.subList(6, 12).forEach(this::suspend);
    await()
        .atMost(SignalLog.PATIENCE)
        .until(() -> accounts.stream().noneMatch(a -> accepted(a).isEmpty()));
    assertThat(accounts).allSatisfy(a -> assertThat(accepted(a)).hasSize(1));
  }

  @Test
  void anEventThatIsRefusedForGoodHoldsUpNoOther() {
    var refusedOnce = new AtomicInteger();
    server.reply(received ->
        isAbout(received, account) && refusedOnce.getAndIncrement() == 0
            ? Reply.error("invalid_request", "no such user")
            : Reply.ACCEPTED);
    log.start(receiver);
    suspend();
    suspend();
    awaitAccepted(1);
    assertThat(ofUs(server.received())).hasSize(2);
    assertThat(log.count("ninestep.signals.refused")).isEqualTo(1);
  }

  @Test
  void whoeverWaitsIsSeenByOperatorsAndNoSecretIsLogged() {
    var lines = new ArrayList<String>();
    var appender = new ListAppender<ILoggingEvent>();
    var logger = (Logger) LoggerFactory.getLogger("dev.ninestep.signal");
    var before = logger.getLevel();
    logger.setLevel(Level.DEBUG);
    logger.addAppender(appender);
    appender.start();
    try {
      server.reply(_ -> Reply.status(401));
      var transmitter = log.start(receiver);
      suspend();
      await().atMost(SignalLog.PATIENCE).until(() -> transmitter.trouble().isPresent());
      assertThat(transmitter.trouble().orElseThrow())
          .startsWith(receiver.name() + " is told nothing since ")
          .endsWith(": status 401");
      assertThat(log.meters.get("ninestep.signals.waiting.seconds").gauge().value()).isPositive();
      server.reply(_ -> Reply.ACCEPTED);
      awaitAccepted(1);
      await().atMost(SignalLog.PATIENCE).until(() -> transmitter.trouble().isEmpty());
      assertThat(log.meters.get("ninestep.signals.waiting.seconds").gauge().value()).isZero();
      transmitter.close();
      appender.list.forEach(line -> lines.add(line.getFormattedMessage()));
    } finally {
      logger.detachAppender(appender);
      logger.setLevel(before);
    }
    assertThat(lines)
        .anyMatch(line -> line.contains("status 401"))
        .noneMatch(line -> line.contains("receivers-own-secret"));
    assertThat(receiver.toString()).doesNotContain("receivers-own-secret");
    assertThat(lines).noneMatch(line -> line.contains(accepted(account).getFirst().token()));
  }

  @Test
  void latencyAndCountsAreKeptForEachReceiver() {
    log.start(receiver);
    suspend();
    awaitAccepted(1);
    await().atMost(SignalLog.PATIENCE).until(() -> log.count("ninestep.signals.delivered") >= 1);
    var latency = log.meters.get("ninestep.signals.latency").tag("receiver", receiver.name());
    assertThat(latency.timer().count()).isPositive();
    assertThat(log.meters.get("ninestep.signals.behind").gauge().value()).isNotNegative();
  }
}
