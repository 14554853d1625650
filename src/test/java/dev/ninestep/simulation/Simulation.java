package dev.ninestep.simulation;

import dev.ninestep.event.Fact;
import dev.ninestep.event.Key;
import dev.ninestep.fold.Ledger;
import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.CodeVerifier;
import dev.ninestep.protocol.FlowId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// One history: everybody and everything in it, and the thread that moves them.
final class Simulation {

  static final CodeVerifier WRONG_VERIFIER = new CodeVerifier("w".repeat(43));

  private final Agenda agenda = new Agenda();
  private final Dice dice;
  private final Plan plan;
  private final VirtualLog log;
  private final History history;
  private final Thief thief = new Thief(this);
  private final List<VirtualPod> pods = new ArrayList<>();
  private final Map<Key, Flow> flows = new HashMap<>();
  private final List<Invariant> invariants;
  private int requestsLeft;

  Simulation(long seed, Tally tally, boolean isTold) {
    dice = new Dice(seed);
    plan = Plan.of(seed, dice);
    log = new VirtualLog(agenda, plan.partitions());
    history = new History(agenda, tally, isTold);
    requestsLeft = plan.requests();
    invariants =
        List.of(
            new NoAnswerBeforeFold(log),
            new OneCodeBuysTokensOnce(log),
            new ExpiredBuysNothing(log),
            new SingleBranch(log),
            new ReuseRevokes(log),
            new RevokedStaysRevoked(log),
            new NoTokenWithoutConsent(log),
            new ScopeNeverWidens(),
            new BalanceIsCreditsLessCharges(log),
            new UndeliveredIsNotReuse(this),
            new LostTailHeals(),
            new ReplayEqualsLive(this),
            new PodsAgree(this));
  }

  /// Lives the history to its end.
  ///
  /// @throws Invariant.Broken at the first thing that must not be
  void run() {
    Cast.register(this, plan.clients());
    for (var i = 0; i < plan.pods(); i++) {
      pods.add(new VirtualPod(this, "pod " + (char) ('A' + i)));
    }
    for (var i = 0; i < plan.clients(); i++) {
      new VirtualClient(this, Cast.name(i));
    }
    new Weather(this).begin();
    new Cashier(this).begin();
    while (agenda.step()) {}
    invariants.forEach(Invariant::ended);
  }

  /// Sends a request to some pod that takes requests; waits while there is none.
  void send(String who, Request request, Consumer<Reply> client) {
    var ready = pods.stream().filter(VirtualPod::isReady).toList();
    if (ready.isEmpty()) {
      agenda.after(100, () -> send(who, request, client));
      return;
    }
    requestsLeft--;
    var pod = dice.oneOf(ready);
    history.asked(pod, who, request);
    agenda.after(dice.between(1, 20), () -> arrive(pod, request, client));
  }

  private void arrive(VirtualPod pod, Request request, Consumer<Reply> client) {
    var connection = new Connection(this, pod, request, client);
    if (pod.isReady()) {
      new VirtualSteps(this, pod).take(pod.opened(connection));
    } else {
      connection.reply(new Reply.Reset());
    }
  }

  /// Puts a fact into the log, and lets every pod hear of it.
  Landed land(Fact fact) {
    var landed = log.append(fact);
    history.landed(landed);
    invariants.forEach(invariant -> invariant.landed(landed));
    pods.stream().filter(VirtualPod::isUp).forEach(pod -> pod.tail().hear(landed.partition()));
    return landed;
  }

  /// The log loses its end. A pod whose ledger holds what is no longer there begins again.
  void loseTail(int partition, int records) {
    log.lose(partition, records);
    invariants.forEach(Invariant::lostTail);
    pods.stream()
        .filter(pod -> pod.isUp() && pod.ledger().nextOffset(partition) > log.end(partition))
        .forEach(VirtualPod::crash);
  }

  /// What a pod starts with: nothing, or what a projection remembers, however far that has come.
  Ledger remembered() {
    var ledger = new Ledger(0);
    if (dice.chance(0.5)) {
      Projection.of(log, dice).restore(ledger);
    }
    return ledger;
  }

  Flow newFlow(String client, boolean isPatient) {
    var flow = Cast.flow(client, new FlowId(dice.number(), dice.number()), isPatient, log.now());
    flows.put(flow.key(), flow);
    return flow;
  }

  Flow flow(Key key) {
    return flows.get(key);
  }

  void excuse(Flow flow, String why) {
    history.excused(flow.key(), why);
    flow.excuse(why);
  }

  /// Whether a fault of this history strikes now.
  boolean strikes(Fault fault, double probability) {
    var isNow = plan.faults().contains(fault) && dice.chance(probability);
    if (isNow) {
      history.struck(fault);
    }
    return isNow;
  }

  void read(VirtualPod pod, Landed record) {
    history.read(pod, record);
    invariants.forEach(invariant -> invariant.read(pod, record));
  }

  void answered(Answered<?> answer) {
    history.answered(answer);
    invariants.forEach(invariant -> invariant.answered(answer));
  }

  void delivered(Fact fact) {
    invariants.forEach(invariant -> invariant.delivered(fact));
  }

  void admitted(VirtualPod pod, AccessToken token) {
    invariants.forEach(invariant -> invariant.admitted(pod, token));
  }

  /// Whether all requests have been made, so that what is under way only comes to its end.
  boolean isOver() {
    return requestsLeft <= 0;
  }

  Agenda agenda() {
    return agenda;
  }

  Dice dice() {
    return dice;
  }

  Plan plan() {
    return plan;
  }

  VirtualLog log() {
    return log;
  }

  History history() {
    return history;
  }

  Thief thief() {
    return thief;
  }

  List<VirtualPod> pods() {
    return pods;
  }
}
