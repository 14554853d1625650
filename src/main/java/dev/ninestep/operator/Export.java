package dev.ninestep.operator;

import dev.ninestep.projection.GrantFilter;
import dev.ninestep.projection.Person;
import dev.ninestep.projection.Persons;
import dev.ninestep.projection.StoredGrant;
import dev.ninestep.projection.StoredGrants;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.FlowId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Everything that is kept about the owner of an account, for them to have.
///
/// @param persons keeps it
/// @param grants lists what is connected, as far as it is projected
public record Export(Persons persons, StoredGrants grants) {

  private static final int AT_ONCE = 200;

  /// Gathers it.
  ///
  /// @param account whose
  /// @param balance what the account has
  /// @param now the log's time, as well as it is known
  /// @return empty when nothing is known of whose it is
  public Future<Optional<JsonObject>> of(AccountId account, Amount balance, Instant now) {
    return Future.all(
            persons.find(account), grants(account, now, Optional.empty(), new ArrayList<>()))
        .map(both ->
            both.<Optional<Person>>resultAt(0)
                .map(person -> json(person, both.resultAt(1), balance)));
  }

  private Future<List<StoredGrant>> grants(
      AccountId account, Instant now, Optional<FlowId> after, List<StoredGrant> before) {
    return grants
        .live(GrantFilter.ofAccount(account), now, after, AT_ONCE)
        .compose(some -> {
          before.addAll(some);
          return some.size() < AT_ONCE
              ? Future.succeededFuture(before)
              : grants(account, now, Optional.of(some.getLast().flow()), before);
        });
  }

  private static JsonObject json(Person person, List<StoredGrant> grants, Amount balance) {
    var credentials = new JsonObject();
    person.credentials().forEach((kind, since) -> credentials.put(kind, since.toString()));
    return new JsonObject()
        .put("account", person.account().id().toString())
        .put("login", person.account().login())
        .put("role", person.account().role().name().toLowerCase(Locale.ROOT))
        .put("created_at", person.createdAt().toString())
        .put("credentials", credentials)
        .put("balance", balance.toString())
        .put("grants", new JsonArray(grants.stream().map(Listing::json).toList()))
        .put("events", new JsonArray(person.events().stream().map(Export::json).toList()));
  }

  private static JsonObject json(Person.Events events) {
    return new JsonObject()
        .put("type", events.type())
        .put("count", events.count())
        .put("first", events.first().toString())
        .put("last", events.last().toString());
  }
}
