package dev.ninestep.projection;

import static dev.ninestep.projection.Database.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.CallAdmitted;
import dev.ninestep.event.Caller;
import dev.ninestep.event.CallsMetered;
import dev.ninestep.event.ConsentDenied;
import dev.ninestep.event.Event;
import dev.ninestep.event.Fact;
import dev.ninestep.event.GrantRevoked;
import dev.ninestep.event.IdentityAsserted;
import dev.ninestep.event.Key;
import dev.ninestep.event.RevokedBy;
import dev.ninestep.event.SomeConnection;
import dev.ninestep.fold.Grant;
import dev.ninestep.fold.RevocationCause;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.Amount;
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
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Database.Fresh.class)
final class ConnectedAppsTest {

  private static final ResourceUri RESOURCE = new ResourceUri("https://mcp.example.com/mcp");
  private static final ClientId CLAUDE = new ClientId("claude");
  private static final AccountId ANNA = new AccountId(4, 2);
  private static final FlowId ONE = new FlowId(0, 1);
  private static final FlowId TWO = new FlowId(0, 2);
  private static final Caller CALLER = new Caller("here", "192.0.2.0/24", Optional.empty());

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private final Instant earlier = now.minus(Duration.ofDays(9));
  private final MemoryLog log = new MemoryLog();
  private final Tables tables;

  ConnectedAppsTest(Database database) {
    tables = Tables.in(database);
  }

  @Test
  void anAppIsShownWithItsNameItsScopeAndWhenItWasUsed() {
    log.append(earlier, fact(new Key.OfClient(CLAUDE), ONE, RandomEvents.registered(CLAUDE)));
    add(ONE, earlier, granted(earlier));
    add(ONE, earlier.plusSeconds(2), presented());
    add(ONE, earlier.plusSeconds(3), admitted());
    add(ONE, now.minusSeconds(1), metered(41));
    add(ONE, now, admitted());
    tables.projectAll(log, 10);
    var app = get(tables.projection().connectedApps().of(ANNA)).getFirst();
    assertThat(app.grant()).isEqualTo(ONE);
    assertThat(app.client()).isEqualTo(CLAUDE);
    assertThat(app.name()).contains("App \"claude\"");
    assertThat(app.scope()).isEqualTo(Scope.of("files", "mcp"));
    assertThat(app.resource()).isEqualTo(RESOURCE);
    assertThat(app.connectedAt()).isEqualTo(earlier);
    assertThat(app.lastUsedAt()).isEqualTo(now);
    assertThat(app.state()).isInstanceOf(Grant.Active.class);
    assertThat(app.calls().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(42);
    assertThat(app.cost()).hasToString("0.41");
  }

  @Test
  void anAppThatVanishedSaysWhy() {
    add(ONE, earlier, granted(earlier));
    add(ONE, earlier.plusSeconds(2), presented());
    add(ONE, now, new GrantRevoked(RevokedBy.CLIENT, Optional.of(CLAUDE), Optional.empty()));
    tables.projectAll(log, 10);
    var app = get(tables.projection().connectedApps().of(ANNA)).getFirst();
    assertThat(app.name()).isEmpty();
    assertThat(app.calls()).isEqualTo(Map.of());
    assertThat(app.lastUsedAt()).isEqualTo(earlier.plusSeconds(2));
    assertThat(app.state())
        .isInstanceOfSatisfying(
            Grant.Revoked.class, s -> assertThat(s.cause()).isEqualTo(RevocationCause.BY_CLIENT));
  }

  @Test
  void anAppThatACompanyVouchedForIsShownLikeOneThatItsUserAllowed() {
    var hour = Duration.ofHours(1);
    add(
        ONE,
        now,
        new IdentityAsserted(
            new AttemptId(1),
            CLAUDE,
            ANNA,
            Scope.of("mcp"),
            RESOURCE,
            hour,
            now.plusSeconds(2),
            CALLER));
    tables.projectAll(log, 10);
    var app = get(tables.projection().connectedApps().of(ANNA)).getFirst();
    assertThat(app.client()).isEqualTo(CLAUDE);
    assertThat(app.scope()).isEqualTo(Scope.of("mcp"));
    assertThat(app.connectedAt()).isEqualTo(now);
    assertThat(app.lastUsedAt()).isEqualTo(now);
    assertThat(app.state()).isEqualTo(new Grant.AccessOnly(new AttemptId(1), now.plus(hour)));
  }

  @Test
  void whatWasDeniedOrNeverRedeemedIsNoApp() {
    add(ONE, now, granted(now));
    add(TWO, now, new ConsentDenied(CLAUDE, ANNA, now.plusSeconds(60)));
    tables.projectAll(log, 10);
    assertThat(get(tables.projection().connectedApps().of(ANNA))).isEmpty();
  }

  private void add(FlowId flow, Instant at, Event event) {
    log.append(at, fact(new Key.OfFlow(flow), flow, event));
  }

  private static Event granted(Instant at) {
    var redirect = new RedirectUri("https://app.example.com/cb");
    return SomeConnection.granted(CLAUDE, ANNA, redirect, Scope.of("mcp", "files"), RESOURCE, at);
  }

  private Event presented() {
    return SomeConnection.presented(CLAUDE, now, CALLER);
  }

  private static Event admitted() {
    return new CallAdmitted(CLAUDE, ANNA, RESOURCE, "jti", "POST", Optional.empty(), CALLER);
  }

  private Event metered(long count) {
    return new CallsMetered(CLAUDE, ANNA, RESOURCE, now, count, new Amount(count * 10_000));
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
