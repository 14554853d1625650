package dev.ninestep.simulation;

import dev.ninestep.event.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The generations of a grant are a path, not a tree: whatever is issued comes of what was issued
/// last, or takes its place because the log says that it was never delivered. So at no time is more
/// than one refresh token of a grant good for anything.
final class SingleBranch implements Invariant {

  private record Issued(Landed by, int presented, int generation) {}

  private final VirtualLog log;
  private final Map<Key, List<Issued>> issued = new HashMap<>();

  SingleBranch(VirtualLog log) {
    this.log = log;
  }

  @Override
  public void answered(Answered<?> answer) {
    if (answer.issue().isEmpty()) {
      return;
    }
    var by = log.find(answer.fact().id()).orElseThrow();
    var now =
        new Issued(
            by, by.presented().orElseThrow().generation(), answer.issue().get().generation());
    var line = issued.computeIfAbsent(answer.fact().key(), _ -> new ArrayList<>());
    for (var other : line) {
      var isEarlier = other.by.offset() < by.offset();
      follows(isEarlier ? other : now, isEarlier ? now : other);
    }
    line.add(now);
    nothingBetterCameBefore(now);
  }

  private void follows(Issued first, Issued second) {
    require(
        first.generation < second.generation
            && (first.generation <= second.presented
                || (first.presented == second.presented
                    && log.reopenedBetween(first.by, second.by))),
        "%s forks: generation %d came of %d, and then %d came of %d",
        first.by.logged().fact().key(),
        first.generation,
        first.presented,
        second.generation,
        second.presented);
  }

  /// Told by the order of the log alone, whatever the fold makes of it.
  private void nothingBetterCameBefore(Issued now) {
    var key = now.by.logged().fact().key();
    var opened = log.consent(key, now.by.offset()).orElseThrow().offset();
    for (var earlier : log.about(key)) {
      if (earlier.offset() >= now.by.offset()) {
        return;
      }
      var other = earlier.presented();
      if (other.isEmpty()
          || earlier.offset() < opened
          || log.isRepeated(earlier)
          || earlier.at().isAfter(other.get().voidAfter())) {
        continue;
      }
      var generation = other.get().generation();
      require(
          generation < now.presented
              || (generation == now.presented && log.reopenedBetween(earlier, now.by)),
          "%s: generation %d was exchanged at offset %d, though %d had come at offset %d",
          key,
          now.presented,
          now.by.offset(),
          generation,
          earlier.offset());
    }
  }

  /// A lost exchange may happen again; what the log then says is still a path.
  @Override
  public void lostTail() {
    issued.clear();
  }
}
