package dev.ninestep.gateway;

import dev.ninestep.decision.HoldScope;
import dev.ninestep.decision.JudgeProof;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.CrossOrigin;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.DpopProof;
import dev.ninestep.protocol.Step;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Steps 0 and 6 to 9 on the MCP URL: every method, every path below it.
///
/// @param origins which pages may call
/// @param crossOrigin lets them read what is answered
/// @param tokens the tokens this pod has verified
/// @param possession finds out which key a caller holds
/// @param lane what the event loop has to itself
record CallStep(
    AllowedOrigins origins,
    CrossOrigin crossOrigin,
    KnownTokens tokens,
    Possession possession,
    Lane lane)
    implements Handler<RoutingContext> {

  /// One handler, since to pass from one to the next costs as much as what most of them do.
  @Override
  public void handle(RoutingContext context) {
    if (!origins.turnsAway(context) && !crossOrigin.answers(context)) {
      identify(context);
    }
  }

  private void identify(RoutingContext context) {
    var request = context.request().pause();
    switch (Credentials.of(request)) {
      case Credentials.Absent _ -> lane.refusedCalls().challenge(context);
      case Credentials.OtherScheme(var scheme) ->
          lane.refusedCalls().refuse(context, asked(Refusal.TOKEN_MISSING, scheme));
      case Credentials.Unusable(var refused) -> lane.refusedCalls().refuse(context, refused);
      case Credentials.Bearer(var token) ->
          look(context, token, known -> admit(context, known, Optional.empty()));
      case Credentials.Dpop(var token, var proofs) ->
          look(context, token, known -> prove(context, known, token, proofs));
    }
  }

  private void look(RoutingContext context, String token, Consumer<KnownToken> then) {
    switch (tokens.look(token)) {
      case KnownTokens.Look.Unknown(var refused) -> lane.refusedCalls().refuse(context, refused);
      case KnownTokens.Look.Known(var known) -> {
        var exchange = Exchange.of(context);
        exchange.join(known.token().flow(), known.correlationId());
        exchange.isAbout(known.token().client());
        exchange.isAt(Step.CALL);
        then.accept(known);
      }
    }
  }

  private void prove(RoutingContext context, KnownToken known, String token, List<String> proofs) {
    switch (possession.look(context.request(), token, proofs)) {
      case Possession.Shown.Nobody(var refused) -> refuse(context, known, refused);
      case Possession.Shown.Holder(var proof) -> admit(context, known, Optional.of(proof));
    }
  }

  private void admit(RoutingContext context, KnownToken known, Optional<JudgeProof> proof) {
    lane.admission()
        .decide(
            known.token(),
            proof.map(JudgeProof::proof).map(DpopProof::key),
            broken -> follow(context, known, broken.or(() -> proof.flatMap(possession::replayed))));
  }

  private void follow(RoutingContext context, KnownToken known, Optional<Refused> broken) {
    if (broken.isPresent()) {
      refuse(context, known, broken.get());
    } else {
      keepPace(context, known);
    }
  }

  private void keepPace(RoutingContext context, KnownToken known) {
    var tooSoon = lane.pace().flatMap(p -> p.take(known.token().account(), Exchange.of(context)));
    if (tooSoon.isPresent()) {
      lane.refusedCalls().refuse(context, tooSoon.get(), known.token());
    } else {
      holdScope(context, known);
    }
  }

  /// What every call needs, before anything of its body is looked at.
  private void holdScope(RoutingContext context, KnownToken known) {
    var needed = lane.settings().needed().byAll();
    var refused = new HoldScope(known.token().scope(), needed).decide();
    if (refused.isPresent()) {
      lane.refusedCalls().refuse(context, refused.get(), known.token(), needed);
    } else {
      aim(context, known);
    }
  }

  private void aim(RoutingContext context, KnownToken known) {
    var request = context.request();
    var path = Optional.ofNullable(request.path()).orElse("");
    var below = ForwardedPath.below(path, lane.settings().path());
    if (below.isEmpty()) {
      refuse(context, known, asked(Refusal.REQUEST_MALFORMED, path));
      return;
    }
    if ("websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))) {
      refuse(context, known, asked(Refusal.REQUEST_MALFORMED, "Upgrade: websocket"));
      return;
    }
    switch (lane.sessions().of(request, known.token().flow())) {
      case Sessions.Asked.Nobodys(var refused) -> refuse(context, known, refused);
      case Sessions.Asked.None _ ->
          look(context, known, new Destination(below.get(), request.query(), Optional.empty()));
      case Sessions.Asked.Own(var session) ->
          look(context, known, new Destination(below.get(), request.query(), Optional.of(session)));
    }
  }

  /// What calls need and cost may depend on the tools they call. Which these are is told by their
  /// bodies, so where it matters those are read first.
  private void look(RoutingContext context, KnownToken known, Destination to) {
    var request = context.request();
    var longest = lane.settings().limits().longestBody();
    var length = RequestBody.announced(request);
    if (length > longest) {
      refuse(context, known, Refused.of(Refusal.BODY_TOO_LARGE, length + " bytes"));
    } else if (!lane.looksAtTools() || !WholeBody.matters(request)) {
      forward(context, known, to, Optional.empty(), Fare.FREE);
    } else {
      WholeBody.of(
          request,
          longest,
          body -> look(context, known, to, body),
          () ->
              refuse(
                  context,
                  known,
                  Refused.of(Refusal.BODY_TOO_LARGE, "over " + longest + " bytes")));
    }
  }

  private void look(RoutingContext context, KnownToken known, Destination to, Buffer body) {
    switch (CalledTools.in(body)) {
      case CalledTools.Unreadable(var why) ->
          refuse(context, known, Refused.of(Refusal.REQUEST_MALFORMED, why));
      case CalledTools.Named(var tools) -> {
        var needed = lane.settings().needed().by(tools);
        new HoldScope(known.token().scope(), needed, tools)
            .decide()
            .ifPresentOrElse(
                refused -> lane.refusedCalls().refuse(context, refused, known.token(), needed),
                () -> price(context, known, to, body, tools));
      }
    }
  }

  private void price(
      RoutingContext context, KnownToken known, Destination to, Buffer body, List<String> tools) {
    var price = lane.settings().prices().of(tools);
    if (price.isPositive()) {
      pay(context, known, to, body, price, tools);
    } else {
      forward(context, known, to, Optional.of(body), Fare.FREE);
    }
  }

  private void pay(
      RoutingContext context,
      KnownToken known,
      Destination to,
      Buffer body,
      Amount price,
      List<String> tools) {
    var till = lane.till();
    switch (till.hold(known.token().account(), price, tools, Exchange.of(context))) {
      case Till.Hold.Held(var fare) -> forward(context, known, to, Optional.of(body), fare);
      case Till.Hold.Uncovered unpaid ->
          lane.refusedCalls().refuse(context, unpaid, till.terms(), known.token());
    }
  }

  private void forward(
      RoutingContext context, KnownToken known, Destination to, Optional<Buffer> body, Fare fare) {
    new Forwarding(context, known, lane, to, body, fare).start();
  }

  private void refuse(RoutingContext context, KnownToken known, Refused refused) {
    lane.refusedCalls().refuse(context, refused, Optional.of(known.token()));
  }

  private static Refused asked(Refusal refusal, String what) {
    return new Refused(refusal, Evidence.asked(what));
  }
}
