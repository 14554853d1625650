package dev.ninestep.projection;

import static dev.ninestep.projection.Database.get;
import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ninestep.event.Caller;
import dev.ninestep.event.ConsentShown;
import dev.ninestep.event.Event;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.Fact;
import dev.ninestep.event.Key;
import dev.ninestep.event.Logged;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.ResourceChallenged;
import dev.ninestep.event.StepRefused;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RequestId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Database.Fresh.class)
final class FlowIndexTest {

  private static final ResourceUri RESOURCE = new ResourceUri("https://mcp.example.com/mcp");
  private static final ClientId CLAUDE = new ClientId("claude");
  private static final ClientId CURSOR = new ClientId("cursor");
  private static final AccountId ANNA = new AccountId(4, 2);
  private static final FlowId ONE = new FlowId(0, 1);
  private static final FlowId TWO = new FlowId(0, 2);
  private static final FlowId THREE = new FlowId(0, 3);

  private final Instant noon =
      Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofDays(2));
  private final MemoryLog log = new MemoryLog();
  private final Tables tables;
  private final FlowIndex index;

  FlowIndexTest(Database database) {
    tables = Tables.in(database);
    index = tables.projection().flows();
  }

  @Test
  void aFlowIsReadBackAsItWasLogged() {
    new History(30, log).goOn(2_000);
    tables.projectAll(log, 1_000);
    var flow = new FlowId(7, 5);
    var logged = log.all().stream().filter(l -> Batch.key(l).filter(ofFlow(flow)).isPresent());
    assertThat(get(index.byFlow(flow))).containsExactlyInAnyOrderElementsOf(logged.toList());
    assertThat(get(index.byFlow(flow)))
        .isSortedAccordingTo(comparing(Logged::at))
        .hasSizeGreaterThan(5);
    assertThat(get(index.byFlow(new FlowId(7, 999)))).isEmpty();
  }

  @Test
  void ofAVeryLongFlowTheBeginningAndTheEndAreReadBack() {
    for (var second = 0; second < 5_000; second++) {
      add(ONE, second, shown(CLAUDE));
    }
    tables.projectAll(log, 1_000);
    assertThat(get(index.byFlow(ONE))).containsExactlyElementsOf(log.all());
    for (var second = 5_000; second < 5_300; second++) {
      add(ONE, second, shown(CLAUDE));
    }
    tables.projectAll(log, 1_000);
    assertThat(get(index.byFlow(ONE)))
        .hasSize(5_000)
        .startsWith(log.all().subList(0, 1_000).toArray(Logged[]::new))
        .endsWith(log.all().subList(1_300, 5_300).toArray(Logged[]::new));
  }

  @Test
  void aRecordNobodyCouldReadIsFoundWithWhatCouldNotBeRead() {
    var broken = log.appendUnreadable(noon, Optional.of(new Key.OfFlow(ONE)));
    tables.projectAll(log, 10);
    assertThat(get(index.byFlow(ONE))).containsExactly(broken);
  }

  @Test
  void aFlowIsFoundByItsClientTheMinuteAndTheRefusal() {
    add(ONE, 0, shown(CLAUDE));
    add(ONE, 20, refused(Refusal.TOKEN_EXPIRED, CLAUDE));
    add(TWO, 30, refused(Refusal.TOKEN_EXPIRED, CURSOR));
    add(THREE, 40, shown(CLAUDE));
    tables.projectAll(log, 10);
    var expired = Set.of(Refusal.TOKEN_EXPIRED);
    var sighted = new Sighting(ONE, at(20), Optional.of(Refusal.TOKEN_EXPIRED));
    var minute = new Around(at(0), at(30), at(60), 10);

    assertThat(get(index.sightings(new Clue.RefusedAs(CLAUDE, expired), minute)))
        .containsExactly(sighted);
    assertThat(flows(new Clue.Refused(expired), minute)).containsExactlyInAnyOrder(ONE, TWO);
    assertThat(flows(new Clue.RefusedNameless(expired), minute)).isEmpty();
    assertThat(flows(new Clue.OfClient(CLAUDE), minute)).containsExactlyInAnyOrder(ONE, ONE, THREE);
    assertThat(flows(new Clue.OfClient(CLAUDE), new Around(at(20), at(20), at(40), 10)))
        .as("from 20 on and before 40")
        .containsExactly(ONE);
    assertThat(flows(new Clue.Any(), new Around(at(0), at(20), at(60), 1)))
        .as("one before the moment and one from it on, the nearest")
        .containsExactlyInAnyOrder(ONE, ONE);
  }

  @Test
  void aFlowIsQuietFromItsLastRecordOn() {
    add(ONE, 1, shown(CLAUDE));
    add(ONE, 70, refused(Refusal.TOKEN_EXPIRED, CLAUDE));
    add(TWO, 30, shown(CURSOR));
    add(TWO, 59, shown(CURSOR));
    add(THREE, 60, shown(CURSOR));
    tables.projectAll(log, 10);
    assertThat(get(index.quietened(at(0), at(60), 10))).containsExactly(TWO);
    assertThat(get(index.quietened(at(60), at(120), 10))).containsExactlyInAnyOrder(ONE, THREE);
    assertThat(get(index.quietened(at(60), at(120), 1))).hasSize(1);
  }

  @Test
  void aFlowIsFoundByItsAccountItsRedirectItsPodAndTheExchange() {
    add(ONE, 1, shown(CLAUDE));
    add(TWO, 2, refused(Refusal.TOKEN_EXPIRED, CURSOR));
    tables.projectAll(log, 10);
    var minute = new Around(at(0), at(30), at(60), 10);

    assertThat(flows(new Clue.OfAccount(ANNA), minute)).containsExactly(ONE);
    assertThat(flows(new Clue.ToHost("app.example.com"), minute)).isEmpty();
    assertThat(flows(new Clue.FromPod("pod-1"), minute)).containsExactlyInAnyOrder(ONE, TWO);
    assertThat(flows(new Clue.RefusedIn(new RequestId(3, 4)), minute)).containsExactly(TWO);
    assertThat(flows(new Clue.RefusedIn(new RequestId(3, 5)), minute)).isEmpty();
  }

  @Test
  void whatIsKnownOfAFlowIsSummedUp() {
    log.append(
        noon, fact(new Key.OfClient(CURSOR), new FlowId(0, 9), RandomEvents.registered(CURSOR)));
    add(ONE, 1, shown(CURSOR));
    add(ONE, 5, refused(Refusal.TOKEN_EXPIRED, CURSOR));
    tables.projectAll(log, 10);

    assertThat(get(index.hits(List.of(ONE, TWO), at(0), at(60))))
        .containsExactly(
            new FlowHit(
                ONE,
                at(1),
                at(5),
                Optional.of(CURSOR),
                Set.of(CURSOR),
                Optional.of("App \"cursor\""),
                Set.of(Refusal.TOKEN_EXPIRED),
                Set.of(ANNA),
                Set.of(),
                Set.of("pod-1"),
                Set.of("here")));
    assertThat(get(index.hits(List.of(ONE), at(6), at(60)))).isEmpty();
  }

  @Test
  void clientsAreFoundByHowTheirIdOrNameBegins() {
    log.append(
        noon, fact(new Key.OfClient(CURSOR), new FlowId(0, 9), RandomEvents.registered(CURSOR)));
    tables.projectAll(log, 10);

    assertThat(get(index.clientsLike("CURS"))).containsExactly(CURSOR);
    assertThat(get(index.clientsLike("c%"))).isEmpty();
    assertThat(get(index.clientsNamed("app \"CUR"))).containsExactly(CURSOR);
    assertThat(get(index.clientsNamed("cursor"))).isEmpty();
  }

  @Test
  void theRegistrationOfAClientIsFoundHoweverOldItIs() {
    var old = noon.minus(Duration.ofDays(300));
    var fact = fact(new Key.OfClient(CURSOR), THREE, RandomEvents.registered(CURSOR));
    var registered = log.append(old, fact);
    add(ONE, 1, shown(CURSOR));
    tables.projectAll(log, 10);
    assertThat(get(index.registration(CURSOR))).containsExactly(registered);
    assertThat(get(index.byFlow(THREE))).as("older than the retention").isEmpty();
    assertThat(get(index.registration(CLAUDE))).isEmpty();
  }

  @Test
  void whatAMachineAskedBeforeItNamedItsClientIsFoundByItsAddress() {
    var here = new Caller("here", "192.0.2.0/24", Optional.empty());
    var there = new Caller("there", "192.0.2.0/24", Optional.empty());
    var asked = add(ONE, 0, new ResourceChallenged(RESOURCE, "GET", here));
    add(TWO, 1, new ResourceChallenged(RESOURCE, "GET", there));
    add(THREE, 2, refused(Refusal.TOKEN_EXPIRED, CLAUDE));
    tables.projectAll(log, 10);
    assertThat(get(index.anonymous("here", at(0), at(60)))).containsExactly(asked);
    assertThat(get(index.anonymous("here", at(1), at(60)))).isEmpty();
  }

  @Test
  void lookingWithoutALimitIsRefused() {
    assertThatThrownBy(() -> new Around(noon, noon, noon, 0))
        .hasMessage("each must be 1 to 2000: 0");
  }

  private List<FlowId> flows(Clue clue, Around when) {
    return get(index.sightings(clue, when)).stream().map(Sighting::flow).toList();
  }

  private static Predicate<Key> ofFlow(FlowId flow) {
    return new Key.OfFlow(flow)::equals;
  }

  private static Event shown(ClientId client) {
    return new ConsentShown(client, ANNA, Scope.of("mcp"), RESOURCE, Duration.ofMinutes(10));
  }

  private static Event refused(Refusal refusal, ClientId client) {
    return new StepRefused(
        Step.TOKEN,
        refusal,
        Optional.of(client),
        Evidence.difference("https://app.example.com/cb", "https://app.example.com/cb/"),
        new Caller("here", "192.0.2.0/24", Optional.empty()));
  }

  private Instant at(int second) {
    return noon.plusSeconds(second);
  }

  private Logged add(FlowId flow, int second, Event event) {
    return log.append(at(second), fact(new Key.OfFlow(flow), flow, event));
  }

  private Fact fact(Key key, FlowId flow, Event event) {
    return new Fact(
        new UUID(1, 2),
        key,
        "pod-1",
        noon,
        flow,
        new RequestId(3, 4),
        Optional.ofNullable(Facets.of(event).client()),
        Optional.empty(),
        event);
  }
}
