package dev.ninestep.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.console.Track.Kind;
import dev.ninestep.console.Track.Mark;
import dev.ninestep.event.Logged;
import dev.ninestep.event.Position;
import dev.ninestep.event.Topic;
import dev.ninestep.projection.Kept;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.trace.FlowStory;
import dev.ninestep.trace.Horizon;
import dev.ninestep.trace.Material;
import dev.ninestep.trace.Surroundings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The list of a flow's records, of which a long one is not listed in whole.
class TrackTest {

  private static final Instant BEGAN = Instant.parse("2026-11-21T14:00:00Z");
  private static final List<Logged> OWN =
      IntStream.range(0, 1_000)
          .<Logged>mapToObj(i ->
              new Logged.Unreadable(
                  position(i), BEGAN.plusSeconds(i), Optional.empty(), "of tomorrow"))
          .toList();

  private static Position position(int index) {
    return new Position(Topic.FLOW, 0, index);
  }

  private static Track track(int later) {
    var asOf =
        later == 0 ? Optional.<Horizon.AsOf>empty() : Optional.of(new Horizon.AsOf(BEGAN, later));
    var horizon = new Horizon(BEGAN, Optional.empty(), asOf, Kept.EVERYTHING);
    var told = OWN.subList(0, OWN.size() - later);
    var material =
        new Material(
            new FlowId(1, 1), told, List.of(), List.of(), new Surroundings(List.of(), true));
    return Track.of(FlowStory.of(material, horizon), OWN);
  }

  @Test
  void theBeginningAndTheEndAreListedAndHowManyAreBetween() {
    var track = track(0);
    assertThat(track.marks()).hasSize(91);
    assertThat(track.marks()).filteredOn(mark -> mark.before() > 0).hasSize(1);
    var first = track.marks().get(30);
    assertThat(first.before()).isEqualTo(909);
    assertThat(first.position()).isEqualTo(position(939));
    assertThat(track.marks().getLast().kind()).isEqualTo(Kind.HERE);
    assertThat(track.after()).isZero();
    assertThat(track.earlier()).contains(position(998));
    assertThat(track.later()).isEmpty();
  }

  @Test
  void inTheMiddleWhatIsAroundIsListed() {
    var track = track(500);
    assertThat(track.marks()).hasSize(30 + 121);
    assertThat(track.marks().get(30).before()).isEqualTo(439 - 30);
    assertThat(track.after()).isEqualTo(1_000 - 560);
    assertThat(track.marks())
        .filteredOn(mark -> mark.kind() == Kind.HERE)
        .extracting(Mark::position)
        .containsExactly(position(499));
    assertThat(track.marks()).filteredOn(mark -> mark.kind() == Kind.LATER).hasSize(60);
    assertThat(track.later()).contains(position(500));
  }

  @Test
  void atTheFirstRecordThereIsNoneEarlier() {
    var track = track(999);
    assertThat(track.earlier()).isEmpty();
    assertThat(track.later()).contains(position(1));
    assertThat(track.marks()).hasSize(61).allMatch(mark -> mark.before() == 0);
  }

  @Test
  void whatCannotBeReadIsListedToo() {
    assertThat(track(0).marks().getFirst())
        .isEqualTo(new Mark(position(0), BEGAN, "", "cannot be read: of tomorrow", 0, Kind.TOLD));
  }
}
