package dev.ninestep.projection;

import dev.ninestep.event.Logged;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/// The trace index: every record of the log within the retention, found by what people can paste.
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

  /// Flows that match.
  ///
  /// @param query what is known about the flow
  /// @return at most [FlowQuery#limit] flows: refused ones before others, then those that ended
  ///   nearest to the middle of the query's time
  Future<List<FlowHit>> search(FlowQuery query);

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
}
