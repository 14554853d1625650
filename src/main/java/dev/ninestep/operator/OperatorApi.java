package dev.ninestep.operator;

import dev.ninestep.decision.AuthenticateOperator;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Body;
import dev.ninestep.exchange.Recorder;
import dev.ninestep.exchange.Refusals;
import dev.ninestep.fold.Aggregate;
import dev.ninestep.fold.Ledger;
import dev.ninestep.projection.Accounts;
import dev.ninestep.projection.Persons;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.Step;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The entrance for services of the operator's.
///
/// `POST /operator/api/accounts/{login or id}/credits` with `{"amount": "10.00", "key": "…"}` gives
/// an account money, and answers 201 with its balance; 200 when the same was given before under the
/// key. `GET /operator/api/accounts/{login or id}/balance` tells what it has.
///
/// `GET /operator/api/accounts/{login or id}/grants` tells what is connected to an account. `POST
/// /operator/api/revocations` with any of `flow`, `client_id`, `account`, `resource` and
/// `issued_before`, and with `reason` and `dry_run` as wanted, ends the connections of which all of
/// that is true, and answers 200 with how many there were.
///
/// `POST /operator/api/accounts/{login or id}/suspensions` with `reason` refuses whatever is done
/// in the name of an account, `POST /operator/api/accounts/{login or id}/reinstatements` lets it in
/// again.
///
/// `GET /operator/api/accounts/{login or id}/export` tells everything that is kept about the owner
/// of an account, `POST /operator/api/accounts/{login or id}/erasure` erases it, after all that is
/// connected has been ended.
///
/// `POST /operator/api/clients/deactivations` with `client_id` and `reason` lets nothing in under
/// the id of a client any more, `POST /operator/api/clients/activations` with `client_id` does
/// again.
///
/// All of them want the header `Authorization: Bearer` with the operator's secret.
public final class OperatorApi {

  /// Who acts, as the log names them.
  static final String BY = "the operator's service";

  private static final String ACCOUNT = "/operator/api/accounts/:account";
  private static final String BEARER = "Bearer ";

  private final AccountNames names;
  private final Refusals refusals;
  private final Optional<String> secretHash;
  private final Crediting crediting;
  private final Balances balances;
  private final Revoking revoking;
  private final Listing listing;
  private final SwitchApi switching;
  private final PersonApi persons;

  /// An entrance.
  ///
  /// @param accounts who there is
  /// @param ledger knows what accounts have, and clients
  /// @param recorder writes credits, and what is ended
  /// @param refusals renders refusals
  /// @param attempts names attempts
  /// @param persons keeps what is known of people
  /// @param grants lists what is connected
  /// @param secretHash SHA-256, base64url, of the secret that opens; nobody is let in without
  /// @param currency what amounts are shown in
  public OperatorApi(
      Accounts accounts,
      Ledger ledger,
      Recorder<Aggregate> recorder,
      Refusals refusals,
      Supplier<AttemptId> attempts,
      Persons persons,
      ProjectedGrants grants,
      Optional<String> secretHash,
      String currency) {
    this.names = new AccountNames(accounts);
    this.refusals = refusals;
    this.secretHash = secretHash;
    this.crediting = new Crediting(recorder, refusals, attempts, currency);
    this.balances = new Balances(ledger, recorder.log(), refusals, currency);
    this.switching = new SwitchApi(new Switching(ledger, recorder), refusals);
    this.persons = new PersonApi(persons, ledger, recorder, refusals, grants);
    this.listing = new Listing(grants.stored(), recorder.log()::now);
    this.revoking = new Revoking(names, recorder, refusals, grants);
  }

  /// Mounts the routes.
  ///
  /// @param router where
  public void mount(Router router) {
    router
        .post(ACCOUNT + "/credits")
        .handler(context ->
            withBody(
                context, body -> find(context, account -> crediting.give(context, account, body))));
    router
        .get(ACCOUNT + "/balance")
        .handler(context ->
            admit(context, () -> find(context, account -> balances.tell(context, account))));
    router
        .get(ACCOUNT + "/grants")
        .handler(context ->
            admit(context, () -> find(context, account -> listing.tell(context, account))));
    router
        .post("/operator/api/revocations")
        .handler(context -> withBody(context, body -> revoking.revoke(context, body)));
    router
        .get(ACCOUNT + "/export")
        .handler(context ->
            admit(context, () -> find(context, account -> persons.export(context, account))));
    router
        .post(ACCOUNT + "/erasure")
        .handler(context ->
            withBody(context, _ -> find(context, account -> persons.erase(context, account))));
    router
        .post(ACCOUNT + "/suspensions")
        .handler(context ->
            withBody(
                context,
                body -> find(context, account -> switching.suspend(context, account, body))));
    router
        .post(ACCOUNT + "/reinstatements")
        .handler(context ->
            withBody(
                context,
                body -> find(context, account -> switching.reinstate(context, account, body))));
    router
        .post("/operator/api/clients/deactivations")
        .handler(context -> withBody(context, body -> switching.deactivate(context, body)));
    router
        .post("/operator/api/clients/activations")
        .handler(context -> withBody(context, body -> switching.activate(context, body)));
  }

  private void withBody(RoutingContext context, Consumer<Buffer> then) {
    Body.of(context)
        .onFailure(context::fail)
        .onSuccess(body -> admit(context, () -> then.accept(body)));
  }

  private void admit(RoutingContext context, Runnable then) {
    new AuthenticateOperator(secret(context), secretHash)
        .decide()
        .ifPresentOrElse(refused -> refuse(context, refused), then);
  }

  private void find(RoutingContext context, Consumer<AccountId> then) {
    var name = Optional.ofNullable(context.pathParam("account")).orElse("");
    names
        .find(name)
        .onFailure(context::fail)
        .onSuccess(found ->
            found.ifPresentOrElse(
                then, () -> refuse(context, Refused.of(Refusal.ACCOUNT_UNKNOWN))));
  }

  private static Optional<String> secret(RoutingContext context) {
    return Optional.ofNullable(context.request().getHeader("Authorization"))
        .filter(header -> header.startsWith(BEARER))
        .map(header -> header.substring(BEARER.length()));
  }

  private void refuse(RoutingContext context, Refused refused) {
    refusals.jsonInDetail(context, Step.CALL, refused);
  }
}
