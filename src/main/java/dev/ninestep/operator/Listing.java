package dev.ninestep.operator;

import dev.ninestep.projection.GrantFilter;
import dev.ninestep.projection.StoredGrant;
import dev.ninestep.projection.StoredGrants;
import dev.ninestep.protocol.AccountId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Tells what an account has connected, as far as it is projected.
///
/// @param grants lists it
/// @param now the log's time, as well as it is known
record Listing(StoredGrants grants, Supplier<Instant> now) {

  private static final int MOST = 200;

  void tell(RoutingContext context, AccountId account) {
    grants
        .live(GrantFilter.ofAccount(account), now.get(), Optional.empty(), MOST + 1)
        .compose(found -> Told.json(context, json(account, found)))
        .onFailure(context::fail);
  }

  private static JsonObject json(AccountId account, List<StoredGrant> found) {
    var list = new JsonArray();
    found.stream().limit(MOST).map(Listing::json).forEach(list::add);
    return new JsonObject()
        .put("account", account.toString())
        .put("grants", list)
        .put("more", found.size() > MOST);
  }

  static JsonObject json(StoredGrant grant) {
    var json =
        new JsonObject()
            .put("flow", grant.flow().toString())
            .put("client_id", grant.client().value())
            .put("scope", grant.scope().toString())
            .put("resource", grant.resource().value())
            .put("issued_at", grant.openedAt().toString())
            .put("expires_at", grant.expiresAt().toString());
    grant.lastUsedAt().ifPresent(at -> json.put("last_used_at", at.toString()));
    return json;
  }
}
