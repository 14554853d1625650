package dev.ninestep.app.bench.population;

import dev.ninestep.event.CallRefused;
import dev.ninestep.event.Caller;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.Event;
import dev.ninestep.event.Fact;
import dev.ninestep.event.Key;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.StepRefused;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RequestId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.UUID;

/// What happens to many people, in the order of time. The same seed tells the same.
///
/// Flows begin at a steady pace; of a hundred, 25 are refused, each refusal as often as any other,
/// and 10 are given up before consent. A flow leaves 23 records in the mean.
public final class Population {

  private static final int RECORDS_A_FLOW = 23;
  private static final int PODS = 3;
  private static final int PEOPLE = 200_000;
  private static final int KEPT = 50_000;

  private final SplittableRandom chance;
  private final Duration between;
  private final PriorityQueue<Flow> under =
      new PriorityQueue<>((one, other) -> one.next.at().compareTo(other.next.at()));
  private final List<Person> installs = new ArrayList<>();
  private final List<Complaint> complaints = new ArrayList<>();
  private Instant begins;

  /// A flow that goes on.
  private static final class Flow {
    private final FlowId id;
    private final Person person;
    private final Iterator<Life.Happening> rest;
    private Life.Happening next;

    private Flow(FlowId id, Person person, Iterator<Life.Happening> all) {
      this.id = id;
      this.person = person;
      this.rest = all;
      this.next = all.next();
    }
  }

  /// A population.
  ///
  /// @param seed what makes one like another
  /// @param from when it begins
  /// @param lasts how long a number of records takes
  /// @param records the number
  public Population(long seed, Instant from, Duration lasts, long records) {
    chance = new SplittableRandom(seed);
    between = lasts.multipliedBy(RECORDS_A_FLOW).dividedBy(records);
    begins = from;
  }

  /// The fact that comes next; its time is to be the log's.
  ///
  /// @return the fact
  public Fact next() {
    while (under.isEmpty() || !begins.isAfter(under.peek().next.at())) {
      begin();
    }
    var flow = under.remove();
    var happening = flow.next;
    if (flow.rest.hasNext()) {
      flow.next = flow.rest.next();
      under.add(flow);
    }
    refusal(happening.event()).ifPresent(refusal -> complain(flow, happening, refusal));
    return fact(flow, happening);
  }

  /// Some of those who were refused lately.
  ///
  /// @param most how many at most
  /// @return what they may write about
  public List<Complaint> complaints(int most) {
    var every = Math.max(1, complaints.size() / most);
    var some = new ArrayList<Complaint>();
    for (var i = 0; i < complaints.size() && some.size() < most; i += every) {
      some.add(complaints.get(i));
    }
    return some;
  }

  private void begin() {
    var person = person();
    var id = new FlowId(chance.nextLong(), chance.nextLong());
    under.add(new Flow(id, person, Life.of(person, chance.split(), begins).iterator()));
    begins = begins.plus(between);
  }

  private Person person() {
    var kind = Kind.of(chance.nextInt(100));
    if (!kind.registers()) {
      return somebody(kind, new ClientId(kind.shared()));
    }
    if (!installs.isEmpty() && chance.nextInt(100) < kind.again()) {
      return installs.get(chance.nextInt(installs.size()));
    }
    var id = new FlowId(chance.nextLong(), chance.nextLong()).toString().substring(0, 22);
    var install = somebody(kind, new ClientId(id));
    if (installs.size() < KEPT) {
      installs.add(install);
    } else {
      installs.set(chance.nextInt(KEPT), install);
    }
    return install;
  }

  private Person somebody(Kind kind, ClientId client) {
    var number = chance.nextInt(PEOPLE);
    var home = new SplittableRandom(number);
    var network = "198.%d.%d.0/24".formatted(home.nextInt(256), home.nextInt(256));
    var address = Long.toUnsignedString(home.nextLong(), 36) + "0000";
    return new Person(
        kind,
        client,
        new AccountId(home.nextLong(), number),
        new Caller(address, network, Optional.of(kind.agent())));
  }

  private void complain(Flow flow, Life.Happening happening, Refusal refusal) {
    var host = URI.create(flow.person.kind().redirect()).getHost();
    var complaint =
        new Complaint(
            happening.at(),
            refusal,
            flow.id,
            flow.person.client(),
            flow.person.account(),
            host == null ? "" : host);
    if (complaints.size() < KEPT) {
      complaints.add(complaint);
    } else {
      complaints.set(chance.nextInt(KEPT), complaint);
    }
  }

  private static Optional<Refusal> refusal(Event event) {
    return switch (event) {
      case StepRefused e -> Optional.of(e.refusal());
      case CallRefused e -> Optional.of(e.refusal());
      case Event _ -> Optional.empty();
    };
  }

  private Fact fact(Flow flow, Life.Happening happening) {
    var event = happening.event();
    var key =
        event instanceof ClientRegistered registered
            ? new Key.OfClient(registered.client())
            : new Key.OfFlow(flow.id);
    return new Fact(
        new UUID(chance.nextLong(), chance.nextLong()),
        key,
        "/pod/ninestep-" + chance.nextInt(PODS),
        happening.at(),
        flow.id,
        new RequestId(chance.nextLong(), chance.nextLong()),
        Optional.of(flow.person.client()).filter(_ -> happening.isNamed()),
        Optional.empty(),
        event);
  }
}
