package dev.ninestep.trace;

import static dev.ninestep.projection.Database.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.AuthorizationRequested;
import dev.ninestep.event.Caller;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.Event;
import dev.ninestep.event.Fact;
import dev.ninestep.event.Key;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.UserSignedIn;
import dev.ninestep.projection.Database;
import dev.ninestep.projection.MemoryLog;
import dev.ninestep.projection.Tables;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientAuthMethod;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.ClientName;
import dev.ninestep.protocol.CodeChallenge;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.Parameters;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.RequestId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Twelve customers, each in words of their own, all of them of the same three hours, in which
/// three thousand others did not write.
@ExtendWith(Database.Fresh.class)
class MailsTest {

  private static final ClientId CURSOR = new ClientId("n8sXq2Lr-Cursor-01");
  private static final ClientId CLAUDE = new ClientId("https://claude.ai/oauth/metadata");
  private static final ClientId OTHER = new ClientId("other");
  private static final List<Refusal> REFUSALS = List.of(Refusal.values());
  private static final int OTHERS = 3_000;

  private final Instant began =
      Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(30));
  private final SplittableRandom random = new SplittableRandom(12);
  private final Crowd crowd = new Crowd(13);
  private final MemoryLog log = new MemoryLog();
  private final List<Fact> facts = new ArrayList<>();
  private final Map<Refusal, Instant> refused = new EnumMap<>(Refusal.class);
  private final Map<Refusal, FlowId> flows = new EnumMap<>(Refusal.class);

  @Test
  void eachIsAnsweredRight(Database database) {
    var mails = Mail.all();
    assertThat(mails).hasSize(12);
    mails.forEach(this::suffer);
    gather();
    facts.add(registered());
    facts.stream()
        .sorted(Comparator.comparing(Fact::time))
        .forEach(fact -> log.append(fact.time(), fact));
    var tables = Tables.in(database);
    tables.projectAll(log, 2_000);
    var search = new FlowSearch(tables.projection().flows());
    var now = began.plus(Duration.ofHours(4));
    for (var mail : mails) {
      var given = mail.search(refused.get(mail.meant()), flows.get(mail.meant()));
      var read = SearchParameters.of(Parameters.of(given), now);
      assertThat(read).as(given.toString()).isInstanceOf(SearchParameters.Read.class);
      var found = get(search.search(((SearchParameters.Read) read).query(), now));
      assertThat(found).as(given.toString()).isNotEmpty();
      var first = found.getFirst();
      assertThat(first.hit().flow())
          .as("%s: %s", given, first.reasons())
          .isEqualTo(flows.get(mail.meant()));
      assertThat(first.hit().refusals()).as(given.toString()).contains(mail.meant());
    }
  }

  private void suffer(Mail mail) {
    var at = began.plus(Duration.ofMinutes(14L * (refused.size() + 1))).plusSeconds(23);
    var client = mail.fields().getOrDefault("client_id", "").contains("claude") ? CLAUDE : CURSOR;
    var own = crowd.flow(client, at.minusSeconds(20), failure(mail.meant(), at));
    refused.put(mail.meant(), at);
    flows.put(mail.meant(), own.getFirst().flow());
    facts.addAll(own);
    if (mail.fields().containsKey("account")) {
      facts.add(of(own.getFirst(), new AccountId(7, 0x2a)));
    }
    if (mail.fields().containsKey("redirect_host")) {
      facts.add(sent(own.getFirst()));
    }
  }

  private static Optional<Crowd.Failure> failure(Refusal refusal, Instant at) {
    return Optional.of(new Crowd.Failure(refusal, at, true));
  }

  private void gather() {
    var clients = List.of(CURSOR, CLAUDE, OTHER);
    for (var i = 0; i < OTHERS; i++) {
      var at = began.plusSeconds(random.nextInt(3 * 3_600));
      var refusal = REFUSALS.get(random.nextInt(REFUSALS.size()));
      var fails = at.plusSeconds(random.nextInt(60));
      var isOfAMail =
          refused.values().stream()
              .anyMatch(mail -> Duration.between(mail, fails).abs().toSeconds() < 60);
      facts.addAll(
          crowd.flow(
              clients.get(random.nextInt(3)),
              at,
              random.nextInt(3) == 0 && !isOfAMail ? failure(refusal, fails) : Optional.empty()));
    }
  }

  private Fact of(Fact like, AccountId account) {
    return like(like, new UserSignedIn(account, "pwd", caller()));
  }

  private Fact sent(Fact like) {
    return like(
        like,
        new AuthorizationRequested(
            CURSOR,
            new RedirectUri("https://app.example.com/cb"),
            Scope.of("mcp"),
            new ResourceUri("https://mcp.example/mcp"),
            new CodeChallenge("c".repeat(43)),
            Optional.empty(),
            caller()));
  }

  private Fact registered() {
    var event =
        new ClientRegistered(
            CURSOR,
            new ClientName("Cursor 1.7"),
            List.of(new RedirectUri("https://app.example.com/cb")),
            ClientAuthMethod.NONE,
            Optional.empty(),
            List.of("authorization_code"),
            Scope.of("mcp"),
            caller());
    return new Fact(
        new UUID(1, 1),
        new Key.OfClient(CURSOR),
        "/pod/0",
        began,
        new FlowId(1, 1),
        new RequestId(1, 1),
        Optional.of(CURSOR),
        Optional.empty(),
        event);
  }

  private Fact like(Fact fact, Event event) {
    return new Fact(
        new UUID(random.nextLong(), random.nextLong()),
        fact.key(),
        fact.source(),
        fact.time(),
        fact.flow(),
        fact.request(),
        fact.client(),
        Optional.empty(),
        event);
  }

  private static Caller caller() {
    return new Caller("customer", "192.0.2.0/24", Optional.empty());
  }
}
