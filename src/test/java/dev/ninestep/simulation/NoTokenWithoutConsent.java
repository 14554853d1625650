package dev.ninestep.simulation;

import dev.ninestep.decision.ConsentOutcome;
import dev.ninestep.event.ConsentDenied;
import dev.ninestep.event.ConsentGranted;
import dev.ninestep.event.Key;
import dev.ninestep.fold.Grant;
import dev.ninestep.log.Answer;
import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.ResourceUri;

/// No code is sent, no token issued and no call let through that a user has not allowed to this
/// client at this resource, earlier in the log. A flow is decided once, and its one decision has
/// the only code.
final class NoTokenWithoutConsent implements Invariant {

  private final VirtualLog log;

  NoTokenWithoutConsent(VirtualLog log) {
    this.log = log;
  }

  @Override
  public void landed(Landed record) {
    if (record.event() instanceof ConsentGranted || record.event() instanceof ConsentDenied) {
      require(
          record.before() instanceof Grant.None || record.after().equals(record.before()),
          "%s is decided again at offset %d",
          record.logged().fact().key(),
          record.offset());
    }
  }

  @Override
  public void answered(Answered<?> answer) {
    var key = answer.fact().key();
    if (answer.answer() instanceof Answer.Settled<?>(ConsentOutcome.SendCode(var code))) {
      var opened = log.consent(key, Long.MAX_VALUE).map(Landed::event);
      require(
          opened.filter(answer.fact().event()::equals).isPresent()
              && opened.get() instanceof ConsentGranted c
              && c.scope().equals(code.scope()),
          "%s sends a code of %s for a decision that did not open it",
          answer.pod(),
          key);
    }
    if (answer.issue().isPresent()) {
      var issue = answer.issue().get();
      var end = log.find(answer.fact().id()).orElseThrow().offset();
      require(
          isAllowed(key, issue.client(), issue.account(), issue.resource(), end),
          "%s issues tokens of %s without consent",
          answer.pod(),
          key);
    }
  }

  @Override
  public void admitted(VirtualPod pod, AccessToken token) {
    var key = new Key.OfFlow(token.flow());
    var end = pod.ledger().nextOffset(log.partitionOf(key));
    require(
        isAllowed(key, token.client(), token.account(), token.resource(), end),
        "%s lets a call of %s through without consent",
        pod,
        key);
  }

  private boolean isAllowed(
      Key key, ClientId client, AccountId account, ResourceUri resource, long end) {
    return log.consent(key, end).map(Landed::event).stream()
        .anyMatch(event ->
            event instanceof ConsentGranted c
                && c.client().equals(client)
                && c.account().equals(account)
                && c.resource().equals(resource));
  }
}
