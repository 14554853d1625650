package dev.ninestep.simulation;

/// What has been exchanged already, and comes again, ends the grant, and does so before the one who
/// brought it hears of it.
final class ReuseRevokes implements Invariant {

  private final VirtualLog log;

  ReuseRevokes(VirtualLog log) {
    this.log = log;
  }

  @Override
  public void landed(Landed record) {
    if (isReuse(record)) {
      require(
          !record.leavesHope(),
          "%s goes on after a reuse at offset %d",
          record.logged().fact().key(),
          record.offset());
    }
  }

  @Override
  public void answered(Answered<?> answer) {
    var landed = log.find(answer.fact().id());
    if (answer.isSettled() && landed.filter(this::isReuse).isPresent()) {
      var flow = answer.request().flow();
      require(
          answer.issue().isEmpty()
              && !answer.pod().ledger().grant(flow.id(), landed.get().at()).stands(),
          "%s answers a reuse of %s while the grant stands",
          answer.pod(),
          flow.key());
    }
  }

  private boolean isReuse(Landed record) {
    var presented = record.presented();
    if (presented.isEmpty() || record.at().isAfter(presented.get().voidAfter())) {
      return false;
    }
    var brought = presented.get();
    for (var earlier : log.about(record.logged().fact().key())) {
      if (earlier.offset() >= record.offset()) {
        return false;
      }
      var other = earlier.presented();
      if (other.isEmpty()) {
        continue;
      }
      if (other.get().attempt().equals(brought.attempt())) {
        return false;
      }
      if (earlier.won()
          && (other.get().generation() > brought.generation()
              || (other.get().generation() == brought.generation()
                  && !log.reopenedBetween(earlier, record)))) {
        return true;
      }
    }
    return false;
  }
}
