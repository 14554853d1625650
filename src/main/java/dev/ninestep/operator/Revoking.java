package dev.ninestep.operator;

import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.exchange.Recorder;
import dev.ninestep.exchange.Refusals;
import dev.ninestep.fold.Aggregate;
import dev.ninestep.projection.GrantFilter;
import dev.ninestep.protocol.Step;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/// Ends connections for a service of the operator's, and answers after the fold.
///
/// @param names finds accounts
/// @param recorder writes what is ended
/// @param refusals renders refusals
/// @param grants lists what there is
record Revoking(
    AccountNames names, Recorder<Aggregate> recorder, Refusals refusals, ProjectedGrants grants) {

  void revoke(RoutingContext context, Buffer body) {
    switch (RevocationRequest.parse(body)) {
      case RevocationRequest.Malformed(var refused) -> refuse(context, refused);
      case RevocationRequest.WellFormed request ->
          new Meaning(names)
              .of(request)
              .compose(which ->
                  which.isEmpty()
                      ? refuse(context, Refused.of(Refusal.ACCOUNT_UNKNOWN))
                      : revoke(context, revocation(request, which.get())))
              .onFailure(context::fail);
    }
  }

  private static Revocation revocation(RevocationRequest.WellFormed request, GrantFilter which) {
    return new Revocation(which, OperatorApi.BY, request.reason(), request.isDry());
  }

  private Future<Void> revoke(RoutingContext context, Revocation revocation) {
    var ender = new LoggedEnder(recorder, Exchange.of(context));
    return new Revocations(context.vertx(), grants, recorder.log()::now)
        .run(revocation, ender)
        .compose(outcome ->
            switch (outcome) {
              case Revocations.Outcome.NotDone(var refused) -> refuse(context, refused);
              case Revocations.Outcome.Done(var ended) -> answer(context, revocation, ended);
            });
  }

  private static Future<Void> answer(RoutingContext context, Revocation revocation, int ended) {
    return Told.json(
        context, new JsonObject().put("ended", ended).put("dry_run", revocation.isDry()));
  }

  private Future<Void> refuse(RoutingContext context, Refused refused) {
    refusals.jsonInDetail(context, Step.CALL, refused);
    return Future.succeededFuture();
  }
}
