package dev.ninestep.projection;

import dev.ninestep.event.Logged;
import dev.ninestep.event.Position;
import dev.ninestep.log.LogReader;
import dev.ninestep.log.Partition;
import dev.ninestep.log.UnusableLogException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The newest event of the index, by which a database can be known to be made from a log: where one
/// of the two was brought back from a copy and the other has gone on, this event is not in the log,
/// or another stands in its place. Its offset alone says nothing once the log has been written to
/// again.
///
/// @param position where it stands
/// @param event its id; empty when nobody could read it
public record Newest(Position position, Optional<UUID> event) {

  /// Each kind of event is ordered by time, so this looks at the last rows of each; of calls it
  /// does not, since the log may have forgotten all of them. A projection without any position
  /// counts for nothing, whatever is in its index.
  private static final String SELECT =
      """
      SELECT topic, partition, "offset", event_id FROM flow_event
      WHERE kind IN ('flows', 'discovery', 'audit') AND topic = 'flow'
        AND EXISTS (SELECT FROM projection_offset) ORDER BY at DESC LIMIT 1
      """;

  private static final Duration POLL = Duration.ofMillis(500);
  private static final int MOST_POLLS = 40;

  static Future<Optional<Newest>> read(SqlClient client) {
    return client.query(SELECT).execute().map(rows -> rows.stream().findFirst().map(Newest::of));
  }

  private static Newest of(Row row) {
    return new Newest(
        new Position(Stored.topic(row.getString(0)), row.getInteger(1), row.getLong(2)),
        Optional.ofNullable(row.getUUID(3)));
  }

  /// Why the database cannot have been made from a log.
  ///
  /// @param log a reader of it, which is somewhere else afterwards
  /// @return what is wrong, in words; empty when the log has the event, or may have forgotten it
  /// @throws UnusableLogException when the log does not say within twenty seconds
  public Optional<String> fault(LogReader log) {
    var partition = Partition.of(position);
    var end = log.endOffsets().getOrDefault(partition, 0L);
    if (position.offset() >= end) {
      return Optional.of("is in the database, and the log ends at offset " + end);
    }
    log.assign(Map.of(partition, position.offset()));
    for (var i = 0; i < MOST_POLLS; i++) {
      var found =
          log.poll(POLL).stream()
              .filter(logged -> Partition.of(logged.position()).equals(partition))
              .filter(logged -> logged.position().offset() >= position.offset())
              .findFirst();
      if (found.isPresent()) {
        return fault(found.get());
      }
    }
    throw new UnusableLogException("nobody says what stands at " + position);
  }

  /// Calls may have been forgotten: then the record that comes first is a later one.
  private Optional<String> fault(Logged found) {
    return !found.position().equals(position) || event.equals(id(found))
        ? Optional.empty()
        : Optional.of("is another one in the log than in the database");
  }

  private static Optional<UUID> id(Logged logged) {
    return logged instanceof Logged.Known known ? Optional.of(known.fact().id()) : Optional.empty();
  }
}
