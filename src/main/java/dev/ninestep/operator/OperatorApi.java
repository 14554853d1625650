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
import dev.ninestep.projection.StoredAccount;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.Step;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The entrance for services of the operator's.
///
/// `POST /operator/api/accounts/{login or id}/credits` with `{"amount": "10.00", "key": "…"}` gives
/// an account money, and answers 201 with its balance; 200 when the same was given before under the
/// key. `GET /operator/api/accounts/{login or id}/balance` tells what it has. Both want the header
/// `Authorization: Bearer` with the operator's secret.
public final class OperatorApi {

  private static final String ACCOUNT = "/operator/api/accounts/:account";
  private static final String BEARER = "Bearer ";

  private final Accounts accounts;
  private final Refusals refusals;
  private final Optional<String> secretHash;
  private final Crediting crediting;
  private final Balances balances;

  /// An entrance.
  ///
  /// @param accounts who there is
  /// @param ledger knows what accounts have
  /// @param recorder writes credits
  /// @param refusals renders refusals
  /// @param attempts names attempts
  /// @param secretHash SHA-256, base64url, of the secret that opens; nobody is let in without
  /// @param currency what amounts are shown in
  public OperatorApi(
      Accounts accounts,
      Ledger ledger,
      Recorder<Aggregate> recorder,
      Refusals refusals,
      Supplier<AttemptId> attempts,
      Optional<String> secretHash,
      String currency) {
    this.accounts = accounts;
    this.refusals = refusals;
    this.secretHash = secretHash;
    this.crediting = new Crediting(recorder, refusals, attempts, currency);
    this.balances = new Balances(ledger, recorder.log(), refusals, currency);
  }

  /// Mounts the routes.
  ///
  /// @param router where
  public void mount(Router router) {
    router
        .post(ACCOUNT + "/credits")
        .handler(context ->
            Body.of(context)
                .onFailure(context::fail)
                .onSuccess(
                    body -> admit(context, account -> crediting.give(context, account, body))));
    router
        .get(ACCOUNT + "/balance")
        .handler(context -> admit(context, account -> balances.tell(context, account)));
  }

  private void admit(RoutingContext context, Consumer<AccountId> then) {
    new AuthenticateOperator(secret(context), secretHash)
        .decide()
        .ifPresentOrElse(refused -> refuse(context, refused), () -> find(context, then));
  }

  private void find(RoutingContext context, Consumer<AccountId> then) {
    var name = Optional.ofNullable(context.pathParam("account")).orElse("");
    account(name)
        .onFailure(context::fail)
        .onSuccess(found ->
            found.ifPresentOrElse(
                then, () -> refuse(context, Refused.of(Refusal.ACCOUNT_UNKNOWN))));
  }

  /// A name that looks like an id is one: people do not sign in with 32 hex digits.
  private Future<Optional<AccountId>> account(String name) {
    var found =
        AccountId.parse(name).map(accounts::find).orElseGet(() -> accounts.findByLogin(name));
    return found.map(account -> account.map(StoredAccount::id));
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
