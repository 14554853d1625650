package dev.ninestep.projection;

import static dev.ninestep.projection.Database.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.Caller;
import dev.ninestep.event.ClientCredentialsPresented;
import dev.ninestep.event.Event;
import dev.ninestep.event.Fact;
import dev.ninestep.event.GrantRevoked;
import dev.ninestep.event.Key;
import dev.ninestep.event.RevokedBy;
import dev.ninestep.event.SomeConnection;
import dev.ninestep.event.Topic;
import dev.ninestep.fold.Grant;
import dev.ninestep.fold.RevocationCause;
import dev.ninestep.log.Partition;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.RequestId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What operators list and end.
@ExtendWith(Database.Fresh.class)
final class StoredGrantsTest {

  private static final ResourceUri FILES = new ResourceUri("https://files.example/mcp");
  private static final ResourceUri MAIL = new ResourceUri("https://mail.example/mcp");
  private static final ClientId CLAUDE = new ClientId("claude");
  private static final ClientId CURSOR = new ClientId("cursor");
  private static final AccountId ANNA = new AccountId(4, 2);
  private static final AccountId BERT = new AccountId(4, 3);
  private static final FlowId ONE = new FlowId(0, 1);
  private static final FlowId TWO = new FlowId(Long.MAX_VALUE, 2);
  private static final FlowId THREE = new FlowId(Long.MIN_VALUE, 3);
  private static final Caller CALLER = new Caller("here", "192.0.2.0/24", Optional.empty());
  private static final GrantFilter ALL = filter(Optional.empty(), Optional.empty());

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private final MemoryLog log = new MemoryLog();
  private final Tables tables;

  StoredGrantsTest(Database database) {
    tables = Tables.in(database);
  }

  private static GrantFilter filter(Optional<ClientId> client, Optional<AccountId> account) {
    return new GrantFilter(Optional.empty(), client, account, Optional.empty(), Optional.empty());
  }

  private StoredGrants grants() {
    return tables.projection().grants();
  }

  private List<FlowId> live(GrantFilter filter) {
    return get(grants().live(filter, now, Optional.empty(), 10)).stream()
        .map(StoredGrant::flow)
        .toList();
  }

  @Test
  void whatHasNotEndedIsListedInTheOrderOfIds() {
    add(ONE, granted(CLAUDE, ANNA, FILES));
    add(TWO, granted(CLAUDE, BERT, MAIL));
    add(TWO, presented(CLAUDE));
    add(THREE, granted(CURSOR, ANNA, MAIL));
    tables.projectAll(log, 10);
    assertThat(live(ALL)).containsExactly(ONE, TWO, THREE);
    var rest = get(grants().live(ALL, now, Optional.of(ONE), 1));
    assertThat(rest).extracting(StoredGrant::flow).containsExactly(TWO);
    assertThat(rest.getFirst().client()).isEqualTo(CLAUDE);
    assertThat(rest.getFirst().account()).isEqualTo(BERT);
    assertThat(rest.getFirst().resource()).isEqualTo(MAIL);
    assertThat(rest.getFirst().scope()).isEqualTo(Scope.of("mcp"));
    assertThat(rest.getFirst().openedAt()).isEqualTo(now);
    assertThat(rest.getFirst().lastUsedAt()).contains(now);
    assertThat(rest.getFirst().state()).isInstanceOf(Grant.Active.class);
  }

  @Test
  void whatIsNamedNarrowsTheList() {
    add(ONE, granted(CLAUDE, ANNA, FILES));
    add(TWO, granted(CLAUDE, BERT, MAIL));
    add(THREE, granted(CURSOR, ANNA, MAIL));
    tables.projectAll(log, 10);
    assertThat(live(filter(Optional.of(CLAUDE), Optional.empty()))).containsExactly(ONE, TWO);
    assertThat(live(filter(Optional.of(CLAUDE), Optional.of(ANNA)))).containsExactly(ONE);
    assertThat(live(named(Optional.of(THREE), Optional.empty(), Optional.empty())))
        .containsExactly(THREE);
    assertThat(live(named(Optional.empty(), Optional.of(MAIL), Optional.empty())))
        .containsExactly(TWO, THREE);
    assertThat(live(named(Optional.empty(), Optional.empty(), Optional.of(now)))).isEmpty();
    assertThat(live(named(Optional.empty(), Optional.empty(), Optional.of(now.plusMillis(1)))))
        .hasSize(3);
  }

  private static GrantFilter named(
      Optional<FlowId> flow, Optional<ResourceUri> resource, Optional<Instant> before) {
    return new GrantFilter(flow, Optional.empty(), Optional.empty(), resource, before);
  }

  @Test
  void whatHasEndedIsNotListedAndIsStillKnown() {
    add(ONE, granted(CLAUDE, ANNA, FILES));
    add(ONE, new GrantRevoked(RevokedBy.OPERATOR, Optional.empty(), Optional.empty()));
    tables.projectAll(log, 10);
    assertThat(live(ALL)).isEmpty();
    assertThat(get(grants().know(ONE))).isTrue();
    assertThat(get(grants().know(TWO))).isFalse();
  }

  @Test
  void whatAClientWonForItselfIsListedToo() {
    add(
        ONE,
        new ClientCredentialsPresented(
            new AttemptId(1),
            CLAUDE,
            Scope.of("mcp"),
            FILES,
            Duration.ofHours(1),
            now.plusSeconds(2),
            CALLER));
    tables.projectAll(log, 10);
    assertThat(live(filter(Optional.of(CLAUDE), Optional.of(AccountId.ofClient(CLAUDE)))))
        .containsExactly(ONE);
  }

  @Test
  void whatHasEndedIsFoundWithWhoseItWasAndHow() {
    add(ONE, granted(CLAUDE, ANNA, FILES));
    add(ONE, new GrantRevoked(RevokedBy.OPERATOR, Optional.empty(), Optional.empty()));
    add(TWO, granted(CLAUDE, BERT, MAIL));
    add(THREE, new GrantRevoked(RevokedBy.OPERATOR, Optional.empty(), Optional.empty()));
    tables.projectAll(log, 10);
    var ended = tables.projection().endedGrants();
    assertThat(get(ended.hold(log.end()))).isTrue();
    assertThat(get(ended.of(Set.of(ONE, TWO, THREE))))
        .containsExactly(
            new EndedGrant(
                ONE,
                CLAUDE,
                ANNA,
                FILES,
                new Grant.Revoked(
                    RevocationCause.BY_OPERATOR,
                    Grant.NO_ATTEMPT,
                    now,
                    now.plus(Duration.ofDays(365)))));
    assertThat(get(ended.of(Set.of(TWO)))).isEmpty();
  }

  @Test
  void aClientIsKnownOnceItHasRegistered() {
    log.append(now, fact(new Key.OfClient(CLAUDE), ONE, RandomEvents.registered(CLAUDE)));
    tables.projectAll(log, 10);
    assertThat(get(grants().know(CLAUDE))).isTrue();
    assertThat(get(grants().know(CURSOR))).isFalse();
  }

  @Test
  void theListHoldsWhatWasProjectedAndNothingLater() {
    add(ONE, granted(CLAUDE, ANNA, FILES));
    tables.projectAll(log, 10);
    var projected = log.end();
    assertThat(get(grants().hold(projected))).isTrue();
    add(ONE, presented(CLAUDE));
    assertThat(get(grants().hold(log.end()))).isFalse();
    assertThat(get(grants().hold(Map.of(new Partition(Topic.FLOW, 999), 1L)))).isFalse();
    assertThat(get(grants().hold(Map.of(new Partition(Topic.CALLS, 0), 99L))))
        .as("calls open nothing")
        .isTrue();
  }

  private void add(FlowId flow, Event event) {
    log.append(now, fact(new Key.OfFlow(flow), flow, event));
  }

  private Event granted(ClientId client, AccountId account, ResourceUri resource) {
    var redirect = new RedirectUri("https://app.example.com/cb");
    return SomeConnection.granted(client, account, redirect, Scope.of("mcp"), resource, now);
  }

  private Event presented(ClientId client) {
    return SomeConnection.presented(client, now, CALLER);
  }

  private Fact fact(Key key, FlowId flow, Event event) {
    return new Fact(
        new UUID(1, 2),
        key,
        "pod-1",
        now,
        flow,
        new RequestId(3, 4),
        Optional.of(CLAUDE),
        Optional.empty(),
        event);
  }
}
