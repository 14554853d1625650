package dev.ninestep.signal;

import static dev.ninestep.signal.MemoryEndedGrants.ANNA;
import static dev.ninestep.signal.MemoryEndedGrants.CLIENT;
import static dev.ninestep.signal.MemoryEndedGrants.FILES;
import static dev.ninestep.signal.Records.NOON;
import static dev.ninestep.signal.Records.known;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.AccountSuspended;
import dev.ninestep.event.Caller;
import dev.ninestep.event.Event;
import dev.ninestep.event.GrantRevoked;
import dev.ninestep.event.Key;
import dev.ninestep.event.Logged;
import dev.ninestep.event.Position;
import dev.ninestep.event.RefreshPresented;
import dev.ninestep.event.RevokedBy;
import dev.ninestep.event.Topic;
import dev.ninestep.fold.Grant;
import dev.ninestep.fold.RevocationCause;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.signal.Findings.Found;
import dev.ninestep.token.EventSubject;
import dev.ninestep.token.InitiatingEntity;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What is to be told of records: what the log's order made of their grants.
class FindingsTest {

  private static final FlowId FLOW = new FlowId(7, 7);
  private static final Key KEY = new Key.OfFlow(FLOW);
  private static final AttemptId THIEF = new AttemptId(66);

  private final MemoryEndedGrants grants = new MemoryEndedGrants();
  private final Findings findings = new Findings(grants);

  private static Event revoked() {
    return new GrantRevoked(RevokedBy.USER, Optional.empty(), Optional.empty());
  }

  private static Event refresh(AttemptId attempt) {
    var caller = new Caller("h", "192.0.2.0/24", Optional.empty());
    return new RefreshPresented(attempt, CLIENT, 1, NOON.plusSeconds(60), caller);
  }

  private Map<Position, Signal> found(Logged... records) {
    assertThat(findings.in(List.of(records))).isInstanceOf(Found.Known.class);
    return ((Found.Known) findings.in(List.of(records))).signals();
  }

  @Test
  void aRevokedGrantIsToldWithItsAccountAndItsFlow() {
    var record = known(KEY, revoked(), 5);
    grants.revoked(FLOW, RevocationCause.BY_USER, Grant.NO_ATTEMPT, record.at(), FILES);
    assertThat(found(record))
        .isEqualTo(
            Map.of(
                record.position(),
                new Signal(
                    record,
                    new EventSubject.Session(ANNA, FLOW),
                    Optional.of(FILES),
                    Ending.of(RevocationCause.BY_USER))));
  }

  @Test
  void ofSeveralPresentationsOnlyTheOneThatEndedTheGrantIsTold() {
    var won = known(KEY, refresh(new AttemptId(1)), 5);
    var replayed = known(KEY, refresh(THIEF), 6);
    var late = known(KEY, refresh(new AttemptId(2)), 7);
    grants.revoked(FLOW, RevocationCause.REFRESH_REUSED, THIEF, replayed.at(), FILES);
    assertThat(found(won, replayed, late)).containsOnlyKeys(replayed.position());
  }

  @Test
  void aSecondRevocationOfTheSameGrantIsNotTold() {
    var first = known(KEY, revoked(), 5);
    var second = known(KEY, revoked(), 6);
    grants.revoked(FLOW, RevocationCause.BY_USER, Grant.NO_ATTEMPT, first.at(), FILES);
    assertThat(found(first, second)).containsOnlyKeys(first.position());
  }

  @Test
  void aGrantThatStandsOrHasLapsedIsNotTold() {
    assertThat(found(known(KEY, refresh(THIEF), 5))).isEmpty();
  }

  @Test
  void whatCannotBeReadIsToldWhereItClosedAGrant() {
    var broken = new Logged.Unreadable(new Position(Topic.FLOW, 0, 5), NOON, Optional.of(KEY), "");
    assertThat(found(broken)).as("of no grant").isEmpty();
    grants.closed(FLOW, NOON);
    assertThat(found(broken).values())
        .singleElement()
        .extracting(Signal::ending)
        .isEqualTo(Ending.UNREADABLE);
  }

  @Test
  void nothingIsKnownBeforeItIsProjected() {
    var record = known(KEY, revoked(), 5);
    grants.projectedTo(5);
    assertThat(findings.in(List.of(record))).isInstanceOf(Found.NotYet.class);
    grants.projectedTo(6);
    assertThat(findings.in(List.of(record))).isInstanceOf(Found.Known.class);
  }

  @Test
  void aDatabaseThatIsAwayIsAskedAgainAndOnlyWhereItIsNeeded() {
    grants.goAway(new IOException("connection refused"));
    var suspended = known(new Key.OfAccount(ANNA), new AccountSuspended(ANNA, "otto", "lost"), 4);
    assertThat(found(suspended)).hasSize(1);
    assertThat(findings.in(List.of(suspended, known(KEY, revoked(), 5))))
        .isInstanceOfSatisfying(
            Found.NotYet.class, notYet -> assertThat(notYet.why()).contains("connection refused"));
  }

  @ParameterizedTest
  @CsvSource({
    "BY_USER, USER",
    "BY_CLIENT, SYSTEM",
    "BY_OPERATOR, ADMIN",
    "CODE_REPLAYED, POLICY",
    "CODE_GUESSED, POLICY",
    "REFRESH_REUSED, POLICY",
    "REFRESH_RACED, POLICY",
    "LOST_ANSWER_CAME, POLICY",
    "LEAKED, POLICY",
  })
  void itIsSaidWhoEndedIt(RevocationCause cause, InitiatingEntity by) {
    assertThat(Ending.of(cause).by()).isEqualTo(by);
  }

  @ParameterizedTest
  @EnumSource
  void everyCauseIsOneSentence(RevocationCause cause) {
    assertThat(Ending.of(cause).reason()).matches("[A-Z][^.]+\\.");
  }

  @Test
  void theIdIsThePlaceAndTheTimeOfTheRecord() {
    var record = known(new Key.OfAccount(ANNA), new AccountSuspended(ANNA, "otto", "lost"), 4);
    var signal = found(record).get(record.position());
    assertThat(signal.id()).isEqualTo("FLOW/0@4#" + (NOON.toEpochMilli() + 4));
  }
}
