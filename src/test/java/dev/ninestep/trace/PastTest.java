package dev.ninestep.trace;

import static dev.ninestep.trace.Chapters.ACCOUNT;
import static dev.ninestep.trace.Chapters.REFRESH;
import static dev.ninestep.trace.Chapters.connected;
import static dev.ninestep.trace.Chapters.issued;
import static dev.ninestep.trace.Chapters.presented;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.GrantRevoked;
import dev.ninestep.event.Logged;
import dev.ninestep.event.Position;
import dev.ninestep.event.RevokedBy;
import dev.ninestep.event.Topic;
import dev.ninestep.fold.Grant;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A story as it stood before its end.
class PastTest {

  private static final Instant NOW = Tale.BEGAN.plusSeconds(1_000);

  private static final Material REVOKED =
      connected()
          .own(50, presented(REFRESH, 1))
          .own(50, issued(REFRESH, 2))
          .own(90, new GrantRevoked(RevokedBy.USER, Optional.empty(), Optional.of(ACCOUNT)))
          .material();

  private static Optional<Past> at(Point point) {
    return Past.of(REVOKED, point, Horizon.at(NOW));
  }

  private static Story told(Past past) {
    return FlowStory.of(past.material(), past.horizon());
  }

  @Test
  void beforeTheRevocationTheGrantIsActive() {
    var story = told(at(new Point.Time(Tale.BEGAN.plusSeconds(60))).orElseThrow());
    assertThat(story.lineage().grant()).isInstanceOf(Grant.Active.class);
    Golden.isTold(story, "as-of");
  }

  @Test
  void aTimeIncludesWhatTheLogTookInThatVeryMoment() {
    var revoked = Tale.BEGAN.plusSeconds(90);
    assertThat(grantAt(new Point.Time(revoked))).isInstanceOf(Grant.Revoked.class);
    assertThat(grantAt(new Point.Time(revoked.minusMillis(1)))).isInstanceOf(Grant.Active.class);
  }

  private static Grant grantAt(Point point) {
    return told(at(point).orElseThrow()).lineage().grant();
  }

  @Test
  void everyPlaceHasTheGrantThatTheFoldHadThere() {
    Grant folded = new Grant.None();
    for (var i = 0; i < REVOKED.own().size(); i++) {
      var record = (Logged.Known) REVOKED.own().get(i);
      folded = folded.evolve(record.fact().event(), record.at());
      var story = told(at(new Point.Place(record.position())).orElseThrow());
      assertThat(story.lineage().grant()).as("after %s", record.position()).isEqualTo(folded);
      assertThat(story.horizon().asOf().orElseThrow().later())
          .isEqualTo(REVOKED.own().size() - i - 1);
    }
  }

  @Test
  void aSymptomOfTodayWasNoneThen() {
    var asked = connected().material();
    var then = Past.of(asked, new Point.Time(Tale.BEGAN.plusSeconds(30)), Horizon.at(NOW));
    assertThat(told(then.orElseThrow()).symptoms()).isEmpty();
    assertThat(FlowStory.of(asked, Horizon.at(NOW)).symptoms()).containsExactly(Symptom.NO_CALL);
  }

  @Test
  void thereIsNoStoryBeforeTheFlowNorInTheFutureNorWhereNothingOfItStands() {
    assertThat(at(new Point.Time(Tale.BEGAN.minusMillis(1)))).isEmpty();
    assertThat(at(new Point.Time(Tale.BEGAN))).isPresent();
    assertThat(at(new Point.Time(NOW))).isPresent();
    assertThat(at(new Point.Time(NOW.plusMillis(1)))).isEmpty();
    assertThat(at(new Point.Place(new Position(Topic.FLOW, 1, 5)))).isEmpty();
    assertThat(at(new Point.Place(new Position(Topic.CALLS, 0, 5)))).isEmpty();
    assertThat(at(new Point.Place(new Position(Topic.FLOW, 0, 0)))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T14:03:20Z, 2026-11-21T14:03:20Z",
    "2026-11-21T14:03:20.125Z, 2026-11-21T14:03:20.125Z",
    "2026-11-21 14:03, 2026-11-21T14:03:59.999999999Z",
    "21 Nov 2026 3:03 pm CET, 2026-11-21T14:03:59.999999999Z"
  })
  void aTimeIsReadAsPeopleWriteItAndToItsEnd(String text, Instant meant) {
    assertThat(Point.of(text, NOW)).isEqualTo(new Point.Time(meant));
  }

  @Test
  void aPlaceIsReadAsAStoryNamesIt() {
    var place = new Point.Place(new Position(Topic.CALLS, 3, 1_207));
    assertThat(Point.of("CALLS/3@1207", NOW)).isEqualTo(place);
    assertThat(Point.of(" calls/3@1207 ", NOW)).isEqualTo(place);
    assertThat(Point.of(place.position().toString(), NOW)).isEqualTo(place);
  }

  @ParameterizedTest
  @ValueSource(strings = {"whenever", "1207", "OTHER/3@1", "FLOW/3@", "FLOW/-1@2", ""})
  void whatIsNeitherSaysWhatToWrite(String text) {
    assertThat(Point.of(text, NOW))
        .isInstanceOfSatisfying(
            Point.Unclear.class, unclear -> assertThat(unclear.why()).contains("FLOW/3@1207"));
  }

  @Test
  void spansAreAsExactAsAnybodyCares() {
    assertThat(Span.words(Duration.ofMillis(999))).isEqualTo("999 ms");
    assertThat(Span.words(Duration.ofMillis(59_999))).isEqualTo("59.9 s");
    assertThat(Span.words(Duration.ofSeconds(60))).isEqualTo("1 min 0 s");
    assertThat(Span.words(Duration.ofMinutes(200))).isEqualTo("3 h 20 min");
    assertThat(Span.words(Duration.ofHours(700))).isEqualTo("29 d 4 h");
  }
}
