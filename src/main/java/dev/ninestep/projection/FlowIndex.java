package dev.ninestep.projection;

import dev.ninestep.event.Logged;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The trace index: every record of the log, as long as its kind is kept, found by what people can
/// paste.
///
/// What is found is what the log said, as [Logged]: a fact, or a record nobody could read. Every
/// future fails when the database is away, and only then.
public interface FlowIndex {

  /// Everything about one flow, in the order of the log's time, then of topic, partition and
  /// offset. Of a flow with more than 5,000 records, the first 1,000 and the last 4,000.
  ///
  /// @param flow the flow
  /// @return its records, empty when the index has none
  Future<List<Logged>> byFlow(FlowId flow);

  /// Events that show a clue, nearest to a moment.
  ///
  /// @param clue what they show
  /// @param when near which moment, how far from it, and how many
  /// @return the events, in no order
  Future<List<Sighting>> sightings(Clue clue, Around when);

  /// What flows look like as a whole. Of a flow with more than 400 records in the time, the last
  /// 400.
  ///
  /// @param flows which
  /// @param from the first moment, in the log's time
  /// @param until the moment after the last
  /// @return one for each flow that has a record in the time, in no order
  Future<List<FlowHit>> hits(Collection<FlowId> flows, Instant from, Instant until);

  /// From where clients took part in flows.
  ///
  /// @param clients which
  /// @param flows in which
  /// @param from the first moment, in the log's time
  /// @param until the moment after the last
  /// @return keyed hashes of addresses
  Future<Set<String>> addresses(
      Collection<ClientId> clients, Collection<FlowId> flows, Instant from, Instant until);

  /// Registered clients whose id begins like this, in any case.
  ///
  /// @param typed how it begins
  /// @return at most 10, the shortest first
  Future<List<ClientId>> clientsLike(String typed);

  /// Registered clients whose name begins like this, in any case.
  ///
  /// @param typed how it begins
  /// @return at most 20, the newest first
  Future<List<ClientId>> clientsNamed(String typed);

  /// What one machine asked without saying which client it was: the challenge and the discovery
  /// before a flow. At most 500 records, in the order of the log's time.
  ///
  /// @param address the keyed hash of the caller's address
  /// @param from the first moment, in the log's time
  /// @param until the moment after the last
  /// @return the records
  Future<List<Logged>> anonymous(String address, Instant from, Instant until);

  /// How a client came to be known: the records of its registration, which has a flow of its own.
  ///
  /// @param client the client_id
  /// @return its registration, empty when it never registered here
  Future<List<Logged>> registration(ClientId client);

  /// Flows that went quiet in a time: their last record is of it.
  ///
  /// @param from the first moment, in the log's time
  /// @param until the moment after the last
  /// @param most how many at most
  /// @return the flows, in no order
  Future<List<FlowId>> quietened(Instant from, Instant until, int most);

  /// Until when nothing is missing here: whatever the log held by then can be found. What is not
  /// found and would be later may still be on its way.
  ///
  /// @return the time, by the clock of the projector, a few seconds old while all is well; empty
  ///   while the index is being built
  Future<Optional<Instant>> wholeUntil();

  /// How far back it goes.
  ///
  /// @return what is kept, as the projector has noted it
  Future<Kept> kept();
}
