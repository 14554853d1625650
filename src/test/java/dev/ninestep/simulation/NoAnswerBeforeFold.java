package dev.ninestep.simulation;

import dev.ninestep.log.Answer;

/// A pod answers from the log: its fact has landed, the pod has folded the log up to it, and the
/// answer is what the log up to it comes to, neither more nor less.
final class NoAnswerBeforeFold implements Invariant {

  private final VirtualLog log;

  NoAnswerBeforeFold(VirtualLog log) {
    this.log = log;
  }

  @Override
  public void answered(Answered<?> answer) {
    check(answer);
  }

  private <O> void check(Answered<O> answer) {
    if (!(answer.answer() instanceof Answer.Settled<O>(O outcome))) {
      return;
    }
    var key = answer.fact().key();
    var landed = log.find(answer.fact().id());
    require(
        landed
            .filter(l -> answer.pod().ledger().nextOffset(l.partition()) > l.offset())
            .isPresent(),
        "%s answers about %s before it has read its own fact back",
        answer.pod(),
        key);
    var truth = answer.outcome().apply(landed.get().grantAfter(), landed.get().at());
    require(
        truth.equals(outcome),
        "%s answers about %s with %s, but the log says %s",
        answer.pod(),
        key,
        outcome,
        truth);
  }
}
