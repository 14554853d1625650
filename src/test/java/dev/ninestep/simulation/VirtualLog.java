package dev.ninestep.simulation;

import dev.ninestep.event.ConsentGranted;
import dev.ninestep.event.DeliveryFailed;
import dev.ninestep.event.Fact;
import dev.ninestep.event.Key;
import dev.ninestep.event.Logged;
import dev.ninestep.event.Position;
import dev.ninestep.event.Topic;
import dev.ninestep.fold.Account;
import dev.ninestep.fold.Aggregate;
import dev.ninestep.fold.Client;
import dev.ninestep.fold.Grant;
import dev.ninestep.fold.Guesses;
import dev.ninestep.fold.OneTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The log: partitions, each totally ordered, every record stamped by the log's own clock.
final class VirtualLog {

  /// What the log's clock shows when a history begins.
  static final Instant BEGINNING = Instant.parse("2026-11-21T14:00:00Z");

  private final Agenda agenda;
  private final List<List<Landed>> partitions = new ArrayList<>();
  private final int[] skew;
  private final Map<Key, List<Landed>> byKey = new HashMap<>();
  private final Map<UUID, Landed> byId = new HashMap<>();

  VirtualLog(Agenda agenda, int partitions) {
    this.agenda = agenda;
    skew = new int[partitions];
    for (var i = 0; i < partitions; i++) {
      this.partitions.add(new ArrayList<>());
    }
  }

  /// The time by which everybody outside is right.
  Instant now() {
    return BEGINNING.plusMillis(agenda.now());
  }

  /// The time by the clock of the broker that leads a partition.
  private Instant now(int partition) {
    return now().plusMillis(skew[partition]);
  }

  /// Another broker leads a partition from now on.
  void elect(int partition, int skewMillis) {
    skew[partition] = skewMillis;
  }

  int partitions() {
    return partitions.size();
  }

  long end(int partition) {
    return partitions.get(partition).size();
  }

  Landed at(int partition, long offset) {
    return partitions.get(partition).get((int) offset);
  }

  /// All records about one aggregate, in their order.
  List<Landed> about(Key key) {
    return byKey.getOrDefault(key, List.of());
  }

  /// Where a fact landed first, if it has landed.
  Optional<Landed> find(UUID fact) {
    return Optional.ofNullable(byId.get(fact));
  }

  /// Whether a record is a second copy of a fact that landed before.
  boolean isRepeated(Landed record) {
    return find(record.logged().fact().id()).filter(r -> r.offset() < record.offset()).isPresent();
  }

  /// The decision that opened a grant, if it stands before an offset.
  Optional<Landed> consent(Key key, long end) {
    for (var record : about(key)) {
      if (record.offset() < end
          && record.event() instanceof ConsentGranted
          && !record.after().equals(record.before())) {
        return Optional.of(record);
      }
    }
    return Optional.empty();
  }

  Landed append(Fact fact) {
    var partition = partitionOf(fact.key());
    var position = new Position(Topic.FLOW, partition, end(partition));
    var at = now(partition);
    var before = truth(fact.key(), end(partition), at);
    var after = evolved(before, fact, at);
    var held = after.equals(before) ? held(fact.key(), end(partition)) : after;
    var landed = new Landed(new Logged.Known(position, at, fact), before, after, held);
    partitions.get(partition).add(landed);
    byKey.computeIfAbsent(fact.key(), _ -> new ArrayList<>()).add(landed);
    byId.putIfAbsent(fact.id(), landed);
    return landed;
  }

  /// The state of an aggregate at a moment, after the records before an offset of its partition.
  Aggregate truth(Key key, long end, Instant now) {
    var held = held(key, end);
    return held instanceof Grant g && g.lapsesAt().isBefore(now) ? new Grant.None() : held;
  }

  private Aggregate held(Key key, long end) {
    var records = about(key);
    for (var i = records.size() - 1; i >= 0; i--) {
      if (records.get(i).offset() < end) {
        return records.get(i).held();
      }
    }
    return switch (key) {
      case Key.OfFlow _ -> new Grant.None();
      case Key.OfClient _ -> new Client.Unknown();
      case Key.OfAccount _ -> new Account.Open();
      case Key.OfOneTime _ -> new OneTime.Unused();
      case Key.OfLogin _ -> Guesses.NONE;
    };
  }

  private static Aggregate evolved(Aggregate before, Fact fact, Instant at) {
    return switch (before) {
      case Grant s -> s.evolve(fact.event(), at);
      case Client s -> s.evolve(fact.event(), at);
      case Account s -> s.evolve(fact.event(), at);
      case OneTime s -> s.evolve(fact.event(), at);
      case Guesses s -> s.evolve(fact.event(), at);
    };
  }

  /// Whether the log says, between two presentations, that the answer to the first was never
  /// delivered.
  boolean reopenedBetween(Landed first, Landed second) {
    var attempt = first.presented().orElseThrow().attempt();
    for (var record : about(first.logged().fact().key())) {
      if (record.offset() > first.offset()
          && record.offset() < second.offset()
          && record.event() instanceof DeliveryFailed e
          && e.attempt().equals(attempt)) {
        return true;
      }
    }
    return false;
  }

  /// Loses the last records of a partition.
  void lose(int partition, int records) {
    var all = partitions.get(partition);
    var gone = List.copyOf(all.subList(Math.max(0, all.size() - records), all.size()));
    for (var landed : gone) {
      all.remove(landed);
      byKey.get(landed.logged().fact().key()).remove(landed);
      byId.remove(landed.logged().fact().id(), landed);
    }
  }

  int partitionOf(Key key) {
    var hash =
        switch (key) {
          case Key.OfFlow(var flow) -> Long.hashCode(flow.low());
          case Key.OfClient(var client) -> client.value().hashCode();
          case Key.OfAccount(var account) -> Long.hashCode(account.low());
          case Key.OfOneTime(var kept) -> kept.hashCode();
          case Key.OfLogin(var login) -> login.hashCode();
        };
    return Math.floorMod(hash, partitions.size());
  }
}
