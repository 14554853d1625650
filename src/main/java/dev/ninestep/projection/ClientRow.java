package dev.ninestep.projection;

import dev.ninestep.event.Caller;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.fold.Client;
import dev.ninestep.fold.Use;
import dev.ninestep.protocol.ClientAuthMethod;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.ClientName;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.TokenBinding;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The state of a client as a row of `client`: what is written, and how it is read again.
///
/// @param client the client
/// @param state `registered`, `deactivated`, `deleted` or `closed`
/// @param at since when
/// @param used whether it ever got tokens
/// @param heardAt when it was last heard of, null when that does not matter any more
/// @param stopped since when it is deactivated and why, null when it is not
/// @param metadata what it registered, null when it is deleted or closed
record ClientRow(
    ClientId client,
    String state,
    Instant at,
    boolean used,
    @Nullable Instant heardAt,
    @Nullable Stop stopped,
    @Nullable ClientRegistered metadata) {

  private record Stop(Instant since, String reason) {}

  /// What every query for a state selects, in this order.
  static final String STATE =
      "client_id, state, at, name, redirect_uris, auth_method, secret_hash, grant_types, scope,"
          + " caller_address, caller_network, caller_agent, used, jwks, jwks_uri, management_hash,"
          + " token_binding, heard_at, deactivated_at, deactivated_why";

  /// What is written of each row.
  static final List<Column<ClientRow>> COLUMNS =
      List.of(
          Column.text("client_id", row -> row.client.value()),
          Column.text("state", ClientRow::state),
          Column.time("at", ClientRow::at),
          Column.text("name", row -> row.of(e -> e.name().value())),
          Column.words(
              "redirect_uris",
              row -> row.of(e -> e.redirectUris().stream().map(RedirectUri::value).toList())),
          Column.text("auth_method", row -> row.of(e -> e.authMethod().toString())),
          Column.text("secret_hash", row -> row.of(e -> e.secretHash().orElse(null))),
          Column.words("grant_types", row -> row.of(ClientRegistered::grantTypes)),
          Column.text("scope", row -> row.of(e -> e.scope().toString())),
          Column.text("caller_address", row -> row.of(e -> e.caller().address())),
          Column.text("caller_network", row -> row.of(e -> e.caller().network())),
          Column.text("caller_agent", row -> row.of(e -> e.caller().agent().orElse(null))),
          Column.bool("used", ClientRow::used),
          Column.time("heard_at", ClientRow::heardAt),
          Column.time("deactivated_at", row -> row.stopped == null ? null : row.stopped.since()),
          Column.text("deactivated_why", row -> row.stopped == null ? null : row.stopped.reason()),
          Column.text("jwks", row -> row.of(e -> e.jwks().orElse(null))),
          Column.text("jwks_uri", row -> row.of(e -> e.jwksUri().orElse(null))),
          Column.text("management_hash", row -> row.of(e -> e.managementHash().orElse(null))),
          Column.text(
              "token_binding", row -> row.of(e -> e.binding().map(Enum::name).orElse(null))));

  private static final String REGISTERED = "registered";
  private static final String DEACTIVATED = "deactivated";
  private static final String DELETED = "deleted";
  private static final String CLOSED = "closed";

  static ClientRow of(ClientId id, Client client) {
    return switch (client) {
      case Client.Unknown _ -> throw new IllegalArgumentException("nothing to remember: " + id);
      case Client.Registered s -> registered(id, REGISTERED, s, null);
      case Client.Deactivated(var before, var since, var reason) ->
          registered(id, DEACTIVATED, before, new Stop(since, reason));
      case Client.Deleted s -> new ClientRow(id, DELETED, s.at(), true, null, null, null);
      case Client.Closed s -> new ClientRow(id, CLOSED, s.at(), false, null, null, null);
    };
  }

  /// The row is the key's, whatever client the record says it is about: two keys never share one.
  private static ClientRow registered(
      ClientId id, String state, Client.Registered client, @Nullable Stop stopped) {
    var metadata = client.metadata();
    return switch (client.use()) {
      case Use.Made _ -> new ClientRow(id, state, client.at(), true, null, stopped, metadata);
      case Use.NotYet(var heardAt) ->
          new ClientRow(id, state, client.at(), false, heardAt, stopped, metadata);
    };
  }

  private <T> @Nullable T of(Function<ClientRegistered, @Nullable T> member) {
    return metadata == null ? null : member.apply(metadata);
  }

  /// The state in a row of [#STATE].
  static Client state(Row row) {
    var at = row.getOffsetDateTime(2).toInstant();
    return switch (row.getString(1)) {
      case REGISTERED -> registered(row, at);
      case DEACTIVATED ->
          new Client.Deactivated(
              registered(row, at), row.getOffsetDateTime(18).toInstant(), row.getString(19));
      case DELETED -> new Client.Deleted(at);
      case CLOSED -> new Client.Closed(at);
      case String other ->
          throw new IllegalStateException(
              "client %s has a state nobody knows: %s".formatted(row.getString(0), other));
    };
  }

  private static Client.Registered registered(Row row, Instant at) {
    return new Client.Registered(metadata(row), at, use(row, at));
  }

  /// A row that an earlier version wrote says nothing of when the client was last heard of.
  private static Use use(Row row, Instant registeredAt) {
    var heardAt = row.getOffsetDateTime(17);
    if (row.getBoolean(12)) {
      return new Use.Made();
    }
    return new Use.NotYet(heardAt == null ? registeredAt : heardAt.toInstant());
  }

  private static ClientRegistered metadata(Row row) {
    return new ClientRegistered(
        new ClientId(row.getString(0)),
        new ClientName(row.getString(3)),
        Arrays.stream(row.getArrayOfStrings(4)).map(RedirectUri::new).toList(),
        authMethod(row),
        Optional.ofNullable(row.getString(6)),
        List.of(row.getArrayOfStrings(7)),
        Scope.parse(row.getString(8)).orElseThrow(),
        Optional.ofNullable(row.getString(13)),
        Optional.ofNullable(row.getString(14)),
        Optional.ofNullable(row.getString(15)),
        Optional.ofNullable(row.getString(16)).map(TokenBinding::valueOf),
        new Caller(row.getString(9), row.getString(10), Optional.ofNullable(row.getString(11))));
  }

  private static ClientAuthMethod authMethod(Row row) {
    return ClientAuthMethod.parse(row.getString(5))
        .orElseThrow(() ->
            new IllegalStateException(
                "client %s has an auth_method nobody knows: %s"
                    .formatted(row.getString(0), row.getString(5))));
  }
}
