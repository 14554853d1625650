package dev.ninestep.fold;

import dev.ninestep.protocol.ClientId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// The state of every client. One thread writes; any thread reads.
final class Clients {

  private static final Client UNKNOWN = new Client.Unknown();

  private final Map<ClientId, Client> clients = new ConcurrentHashMap<>();
  private final Newcomers newcomers = new Newcomers();
  private final Supplier<Instant> past;

  /// @param past what the partition that is furthest behind has come to
  Clients(Supplier<Instant> past) {
    this.past = past;
  }

  Client get(ClientId id) {
    return clients.getOrDefault(id, UNKNOWN);
  }

  void put(ClientId id, Client client) {
    if (client instanceof Client.Unknown) {
      clients.remove(id);
    } else {
      clients.put(id, client);
    }
  }

  /// Puts a client as a projection remembers it.
  void restore(ClientId id, Client client) {
    if (client instanceof Client.Registered(_, _, Use.NotYet(var heardAt))) {
      newcomers.restored(id, heardAt);
    }
    put(id, client);
  }

  /// Puts what a fact made of a client. Counts one that is new, and lets go of those that were
  /// never used and not heard of for a day; the others are looked at again a day after they were
  /// heard of.
  void follow(ClientId id, Client was, Client after, Instant at) {
    put(id, after);
    var before = was.asOf(at);
    if (before instanceof Client.Unknown
        && after instanceof Client.Registered(var metadata, _, _)
        && !id.isUrl()) {
      newcomers.came(id, metadata.caller().address(), at);
    } else if (before instanceof Client.Deactivated) {
      restore(id, after);
    }
    var behind = past.get();
    for (var due : newcomers.due(behind)) {
      restore(due, get(due).asOf(behind));
    }
  }

  Duration registrationWait(String address, int perHour, Instant now) {
    return newcomers.wait(address, perHour, now);
  }

  /// A copy, without those that are forgotten whether or not they have been let go yet.
  Map<ClientId, Client> known() {
    var behind = past.get();
    var known = new HashMap<>(clients);
    known.values().removeIf(client -> client.asOf(behind) instanceof Client.Unknown);
    return Map.copyOf(known);
  }
}
