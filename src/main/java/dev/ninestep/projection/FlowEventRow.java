package dev.ninestep.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ninestep.event.Fact;
import dev.ninestep.event.FlowViewed;
import dev.ninestep.event.Key;
import dev.ninestep.event.Logged;
import dev.ninestep.event.Position;
import dev.ninestep.log.EventCodec;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One record as a row of `flow_event`.
///
/// @param kind what it is kept with
/// @param position where it stands
/// @param at the log's time
/// @param key what it is about, null when not even that can be read
/// @param fact what it says, null when nobody can read it
/// @param facets what people search it by
/// @param type its `ce_type`, or [#UNREADABLE]
/// @param data its event's data as JSON, or what could not be read, under [#WHY]
record FlowEventRow(
    EventKind kind,
    Position position,
    Instant at,
    @Nullable Key key,
    @Nullable Fact fact,
    Facets facets,
    String type,
    String data) {

  static final String UNREADABLE = "unreadable";
  static final String WHY = "why";

  private static final List<Column<FlowEventRow>> COLUMNS =
      List.of(
          Column.time("at", FlowEventRow::at),
          Column.text("topic", row -> Stored.word(row.position.topic())),
          Column.integer("partition", row -> row.position.partition()),
          Column.bigint("\"offset\"", row -> row.position.offset()),
          Column.uuid("event_id", row -> row.ofFact(Fact::id)),
          Column.text("key", row -> row.key == null ? null : row.key.toString()),
          Column.text("source", row -> row.ofFact(Fact::source)),
          Column.time("written_at", row -> row.ofFact(Fact::time)),
          Column.uuid("flow_id", FlowEventRow::flowId),
          Column.uuid("request_id", row -> row.ofFact(fact -> Stored.id(fact.request()))),
          Column.text("client_id", row -> row.facets.clientText()),
          Column.text("traceparent", row -> row.ofFact(fact -> fact.traceparent().orElse(null))),
          Column.text("type", FlowEventRow::type),
          Column.uuid("account_id", row -> row.facets.accountId()),
          Column.text("step", row -> row.ofFact(fact -> fact.event().step().number())),
          Column.text("refusal", row -> row.facets.refusalSlug()),
          Column.text("address", row -> row.facets.address()),
          Column.text("network", row -> row.facets.network()),
          Column.text("redirect_host", row -> row.facets.redirectHost()),
          Column.json("data", FlowEventRow::data));

  private static final Column<FlowEventRow> KIND = Column.text("kind", row -> row.kind.word());

  /// Writes rows; one that is there already stays as it is.
  static final BulkInsert<FlowEventRow> INDEX =
      new BulkInsert<>(
          "flow_event", Stream.concat(COLUMNS.stream(), Stream.of(KIND)).toList(), "DO NOTHING");

  /// Writes rows that are registrations.
  static final BulkInsert<FlowEventRow> KEEP =
      new BulkInsert<>("registration", COLUMNS, "DO NOTHING");

  static FlowEventRow of(Logged logged) {
    return switch (logged) {
      case Logged.Known(var position, var at, var fact) ->
          new FlowEventRow(
              EventKind.of(logged),
              position,
              at,
              fact.key(),
              fact,
              Facets.of(fact),
              EventCodec.type(fact.event().getClass()),
              new String(EventCodec.json(fact.event()), UTF_8));
      case Logged.Unreadable(var position, var at, var key, var why) ->
          new FlowEventRow(
              EventKind.of(logged),
              position,
              at,
              key.orElse(null),
              null,
              Facets.NONE,
              UNREADABLE,
              new JsonObject().put(WHY, why).encode());
    };
  }

  /// That somebody looked at a flow is part of none.
  private @Nullable UUID flowId() {
    if (fact != null) {
      return fact.event() instanceof FlowViewed ? null : Stored.id(fact.flow());
    }
    return key instanceof Key.OfFlow(var flow) ? Stored.id(flow) : null;
  }

  private <T> @Nullable T ofFact(Function<Fact, @Nullable T> part) {
    return fact == null ? null : part.apply(fact);
  }
}
