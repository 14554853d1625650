package dev.ninestep.projection;

import static java.util.Objects.requireNonNull;

import dev.ninestep.fold.Grant;
import dev.ninestep.fold.Lifetimes;
import dev.ninestep.fold.Presentation;
import dev.ninestep.fold.Repeats;
import dev.ninestep.fold.RevocationCause;
import dev.ninestep.fold.Tries;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.FlowId;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The state of a grant as a row of `grant_state`: what is written, and how it is read again.
final class GrantRow {

  /// What every query for a state selects first, in this order.
  static final String STATE =
      "g.flow_id, g.state, g.attempt, g.generation, g.expires_at, g.presented,"
          + " g.presented_until, g.lost, g.reopened, g.cause, g.ended_at,"
          + " g.refresh_idle_seconds, g.ends_at, g.repeatable_until, g.repeats, g.tries,"
          + " g.last_try";

  /// How many columns that are.
  static final int STATE_WIDTH = 17;

  /// The host of what no code was sent for: null would leave that of an earlier opening.
  private static final String NOWHERE = "";

  /// What is written of each row.
  static final List<Column<GrantRow>> COLUMNS =
      List.of(
          Column.uuid("flow_id", row -> Stored.id(row.flow)),
          Column.text("state", row -> row.state),
          Column.bigint("attempt", row -> row.attempt == null ? null : row.attempt.value()),
          Column.integer("generation", row -> row.generation),
          Column.time("expires_at", row -> row.expiresAt),
          Column.integer("presented", row -> row.last == null ? null : row.last.generation()),
          Column.time("presented_until", row -> row.last == null ? null : row.last.validUntil()),
          Column.integer("lost", row -> row.last == null ? null : row.last.lost()),
          Column.bool("reopened", row -> row.reopened),
          Column.integer("cause", row -> row.cause == null ? null : row.cause.code()),
          Column.time("ended_at", row -> row.endedAt),
          Column.integer("refresh_idle_seconds", GrantRow::refreshIdleSeconds),
          Column.time("ends_at", row -> row.endsAt),
          Column.time(
              "repeatable_until", row -> row.last == null ? null : row.last.repeats().until()),
          Column.integer("repeats", row -> row.last == null ? null : row.last.repeats().count()),
          Column.integer("tries", row -> row.tries == null ? null : row.tries.count()),
          Column.bigint("last_try", row -> row.tries == null ? null : row.tries.last().value()),
          Column.time("lapses_at", row -> row.lapsesAt),
          Column.text("client_id", row -> row.opened == null ? null : row.opened.client().value()),
          Column.uuid(
              "account_id", row -> row.opened == null ? null : Stored.id(row.opened.account())),
          Column.text("scope", row -> row.opened == null ? null : row.opened.scope().toString()),
          Column.text("resource", row -> row.opened == null ? null : row.opened.resource().value()),
          Column.text("host", row -> row.opened == null ? null : row.opened.host().orElse(NOWHERE)),
          Column.time("created_at", row -> row.openedAt),
          Column.time("last_used_at", row -> row.wonAt));

  private static final String DENIED = "denied";
  private static final String CODE_OUTSTANDING = "code_outstanding";
  private static final String ACTIVE = "active";
  private static final String ACCESS_ONLY = "access_only";
  private static final String REVOKED = "revoked";
  private static final String CLOSED = "closed";

  private final FlowId flow;
  private final String state;
  private @Nullable AttemptId attempt;
  private @Nullable Integer generation;
  private @Nullable Instant expiresAt;
  private @Nullable Presentation last;
  private @Nullable Tries tries;
  private @Nullable Boolean reopened;
  private @Nullable RevocationCause cause;
  private @Nullable Instant endedAt;
  private @Nullable Duration refreshIdle;
  private @Nullable Instant endsAt;
  private final @Nullable Instant lapsesAt;
  private final @Nullable Opening opened;
  private final @Nullable Instant openedAt;
  private final @Nullable Instant wonAt;

  /// @param change of a grant, whose state is not [Grant.None]
  GrantRow(GrantChange change) {
    var grant = change.state();
    flow = change.flow();
    opened = change.opened();
    openedAt = change.openedAt();
    wonAt = change.wonAt();
    lapsesAt = grant instanceof Grant.Closed ? null : grant.lapsesAt();
    state =
        switch (grant) {
          case Grant.None _ -> throw new IllegalArgumentException("nothing to remember: " + flow);
          case Grant.Denied s -> {
            endsAt = s.until();
            yield DENIED;
          }
          case Grant.CodeOutstanding s -> {
            attempt = s.consent();
            expiresAt = s.codeExpiresAt();
            tries = s.tries();
            live(s.lifetimes());
            yield CODE_OUTSTANDING;
          }
          case Grant.Active s -> {
            attempt = s.last().attempt();
            generation = s.generation();
            expiresAt = s.expiresAt();
            last = s.last();
            reopened = s.reopened();
            live(s.lifetimes());
            yield ACTIVE;
          }
          case Grant.AccessOnly s -> {
            attempt = s.by();
            endsAt = s.endsAt();
            yield ACCESS_ONLY;
          }
          case Grant.Revoked s -> {
            attempt = s.by();
            cause = s.cause();
            endedAt = s.at();
            endsAt = s.until();
            yield REVOKED;
          }
          case Grant.Closed s -> {
            endedAt = s.at();
            yield CLOSED;
          }
        };
  }

  private void live(Lifetimes lifetimes) {
    refreshIdle = lifetimes.refreshIdle();
    endsAt = lifetimes.endsAt();
  }

  private @Nullable Integer refreshIdleSeconds() {
    return refreshIdle == null ? null : Math.toIntExact(refreshIdle.toSeconds());
  }

  /// The state in a row that begins with [#STATE].
  static Grant state(Row row) {
    return switch (row.getString(1)) {
      case DENIED -> new Grant.Denied(time(row, 12));
      case CODE_OUTSTANDING ->
          new Grant.CodeOutstanding(
              attempt(row),
              time(row, 4),
              lifetimes(row),
              new Tries(row.getInteger(15), new AttemptId(row.getLong(16))));
      case ACTIVE ->
          new Grant.Active(
              row.getInteger(3),
              time(row, 4),
              new Presentation(
                  attempt(row),
                  row.getInteger(5),
                  time(row, 6),
                  row.getInteger(7),
                  new Repeats(time(row, 13), row.getInteger(14))),
              row.getBoolean(8),
              lifetimes(row));
      case ACCESS_ONLY -> new Grant.AccessOnly(attempt(row), time(row, 12));
      case REVOKED ->
          new Grant.Revoked(
              RevocationCause.of(row.getInteger(9)), attempt(row), time(row, 10), time(row, 12));
      case CLOSED -> new Grant.Closed(time(row, 10));
      case String other ->
          throw new IllegalStateException(
              "grant_state %s has a state nobody knows: %s".formatted(row.getUUID(0), other));
    };
  }

  private static AttemptId attempt(Row row) {
    return new AttemptId(row.getLong(2));
  }

  private static Lifetimes lifetimes(Row row) {
    return new Lifetimes(Duration.ofSeconds(row.getInteger(11)), time(row, 12));
  }

  private static Instant time(Row row, int column) {
    return requireNonNull(row.getOffsetDateTime(column)).toInstant();
  }
}
