package dev.ninestep.projection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.function.Predicate.not;

import dev.ninestep.event.Event;
import dev.ninestep.event.Fact;
import dev.ninestep.event.Key;
import dev.ninestep.event.Logged;
import dev.ninestep.event.Position;
import dev.ninestep.log.EventCodec;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// [FlowIndex] in the table `flow_event`.
record FlowEventTable(SqlClient database) implements FlowIndex {

  private static final String COLUMNS =
      """
      at, topic, partition, "offset", event_id, key, source, written_at, flow_id, request_id,
        client_id, traceparent, type, data::text AS data
      """;

  private static final int FIRST = 1_000;
  private static final int LAST = 4_000;

  /// One more than there may be, if they are all.
  private static final String BEGIN_OF_FLOW = ofFlow("ORDER BY at LIMIT " + (FIRST + LAST + 1));

  private static final String END_OF_FLOW = ofFlow("ORDER BY at DESC LIMIT " + LAST);

  private static final String ANONYMOUS =
      """
      SELECT %s FROM flow_event
      WHERE kind IN ('flows', 'discovery')
        AND address = $1 AND client_id IS NULL AND at >= $2 AND at < $3
      ORDER BY at, topic DESC, partition, "offset" LIMIT 500
      """
          .formatted(COLUMNS);

  private static final String REGISTRATION =
      """
      SELECT %s FROM registration WHERE client_id = $1
      ORDER BY at, partition, "offset" LIMIT 10
      """
          .formatted(COLUMNS);

  private static final String QUIETENED =
      """
      SELECT DISTINCT flow_id FROM flow_event AS one
      WHERE at >= $1 AND at < $2 AND flow_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM flow_event AS later WHERE later.flow_id = one.flow_id AND later.at >= $2)
      LIMIT $3
      """;

  private static final String BY_ID =
      """
      SELECT client_id FROM client WHERE lower(client_id) LIKE $1
      ORDER BY length(client_id), at DESC LIMIT 10
      """;

  private static final String BY_NAME =
      "SELECT client_id FROM client WHERE lower(name) LIKE $1 ORDER BY at DESC LIMIT 20";

  private static String ofFlow(String some) {
    return """
    SELECT * FROM (SELECT %s FROM flow_event WHERE flow_id = $1 %s) AS found
    ORDER BY at, topic DESC, partition, "offset"
    """
        .formatted(COLUMNS, some);
  }

  @Override
  public Future<List<Logged>> byFlow(FlowId flow) {
    var id = Tuple.of(Stored.id(flow));
    return database
        .preparedQuery(BEGIN_OF_FLOW)
        .execute(id)
        .map(FlowEventTable::all)
        .compose(begin ->
            begin.size() <= FIRST + LAST
                ? Future.succeededFuture(begin)
                : database
                    .preparedQuery(END_OF_FLOW)
                    .execute(id)
                    .map(end ->
                        Stream.concat(begin.stream().limit(FIRST), all(end).stream()).toList()));
  }

  @Override
  public Future<List<Logged>> anonymous(String address, Instant from, Instant until) {
    return database
        .preparedQuery(ANONYMOUS)
        .execute(Tuple.of(address, Stored.time(from), Stored.time(until)))
        .map(FlowEventTable::all);
  }

  @Override
  public Future<List<Logged>> registration(ClientId client) {
    return database
        .preparedQuery(REGISTRATION)
        .execute(Tuple.of(client.value()))
        .map(FlowEventTable::all);
  }

  @Override
  public Future<List<FlowId>> quietened(Instant from, Instant until, int most) {
    return database
        .preparedQuery(QUIETENED)
        .execute(Tuple.of(Stored.time(from), Stored.time(until), most))
        .map(rows -> rows.stream().map(row -> Stored.flow(row.getUUID(0))).toList());
  }

  @Override
  public Future<Optional<Instant>> wholeUntil() {
    return Ownership.wholeUntil(database);
  }

  @Override
  public Future<Kept> kept() {
    return KeptTable.read(database);
  }

  @Override
  public Future<List<Sighting>> sightings(Clue clue, Around when) {
    var query = SightingQuery.of(clue, when);
    return database
        .preparedQuery(query.sql())
        .execute(query.parameters())
        .map(rows -> rows.stream().map(FlowEventTable::sighting).toList());
  }

  /// Half of them on one connection and half on another: what takes time is to wait for the disk.
  @Override
  public Future<List<FlowHit>> hits(Collection<FlowId> flows, Instant from, Instant until) {
    var all = List.copyOf(flows);
    var middle = all.size() / 2;
    var halves =
        Stream.of(all.subList(0, middle), all.subList(middle, all.size()))
            .filter(not(List::isEmpty))
            .map(half -> FlowHitQuery.hits(database, half, from, until))
            .toList();
    return Future.all(halves)
        .map(hits -> hits.<List<FlowHit>>list().stream().flatMap(List::stream).toList());
  }

  @Override
  public Future<Set<String>> addresses(
      Collection<ClientId> clients, Collection<FlowId> flows, Instant from, Instant until) {
    return FlowHitQuery.addresses(database, clients, flows, from, until);
  }

  @Override
  public Future<List<ClientId>> clientsLike(String typed) {
    return clients(BY_ID, typed);
  }

  @Override
  public Future<List<ClientId>> clientsNamed(String typed) {
    return clients(BY_NAME, typed);
  }

  private Future<List<ClientId>> clients(String sql, String typed) {
    var lower = typed.toLowerCase(Locale.ROOT);
    return database
        .preparedQuery(sql)
        .execute(Tuple.of(lower.replaceAll("([\\\\%_])", "\\\\$1") + "%"))
        .map(rows -> rows.stream().map(row -> new ClientId(row.getString(0))).toList());
  }

  private static Sighting sighting(Row row) {
    return new Sighting(
        Stored.flow(row.getUUID(0)),
        row.getOffsetDateTime(1).toInstant(),
        Optional.ofNullable(row.getString(2)).map(FlowHitQuery::refusal));
  }

  private static List<Logged> all(RowSet<Row> rows) {
    return rows.stream().map(FlowEventTable::logged).toList();
  }

  private static Logged logged(Row row) {
    var at = row.getOffsetDateTime("at").toInstant();
    var position =
        new Position(
            Stored.topic(row.getString("topic")),
            row.getInteger("partition"),
            row.getLong("offset"));
    var key = Optional.ofNullable(row.getString("key")).flatMap(Key::parse);
    var type = row.getString("type");
    var data = row.getString("data");
    if (type.equals(FlowEventRow.UNREADABLE)) {
      var why = new JsonObject(data).getString(FlowEventRow.WHY);
      return new Logged.Unreadable(position, at, key, why);
    }
    return EventCodec.read(type, data.getBytes(UTF_8))
        .<Logged>map(event -> new Logged.Known(position, at, fact(row, key.orElseThrow(), event)))
        .orElseGet(() -> new Logged.Unreadable(position, at, key, "unknown here: " + type));
  }

  private static Fact fact(Row row, Key key, Event event) {
    return new Fact(
        row.getUUID("event_id"),
        key,
        row.getString("source"),
        row.getOffsetDateTime("written_at").toInstant(),
        Stored.flow(row.getUUID("flow_id")),
        Stored.request(row.getUUID("request_id")),
        Optional.ofNullable(row.getString("client_id")).map(ClientId::new),
        Optional.ofNullable(row.getString("traceparent")),
        event);
  }
}
