package dev.ninestep.operator;

import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Body;
import dev.ninestep.exchange.FormOrigin;
import dev.ninestep.exchange.Recorder;
import dev.ninestep.exchange.Refusals;
import dev.ninestep.exchange.RequestParameters;
import dev.ninestep.fold.Aggregate;
import dev.ninestep.fold.Ledger;
import dev.ninestep.projection.Accounts;
import dev.ninestep.projection.GrantFilter;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.Parameters;
import dev.ninestep.protocol.Session;
import dev.ninestep.protocol.Step;
import dev.ninestep.token.SealedValues;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/// The page of operators: what the services of [OperatorApi] do, done by people.
///
/// `GET /support/operator` is the page, whose fields may be filled in by its query. Each of its
/// forms goes to `POST /support/operator/preview`, which says what it would come to and asks why;
/// that form goes to `POST /support/operator/act`, which does it and says who did. Nothing is done
/// that was not shown before, and nothing by a form that was made for another session.
public final class OperatorConsole {

  private static final String PAGE = "/support/operator";
  private static final String PREVIEW = PAGE + "/preview";
  private static final String ACT = PAGE + "/act";

  private final Gate gate;
  private final Refusals refusals;
  private final Forms forms;
  private final Meaning meaning;
  private final Acting acting;
  private final String signIn;
  private final String signOut;

  /// A page.
  ///
  /// @param gate lets operators in
  /// @param accounts who there is
  /// @param ledger knows clients
  /// @param recorder writes what is done
  /// @param refusals renders refusals
  /// @param grants lists what is connected
  /// @param sealed seals and opens the forms
  /// @param signIn where operators sign in, up to the name of where they want to get
  /// @param signOut where they sign out
  public OperatorConsole(
      Gate gate,
      Accounts accounts,
      Ledger ledger,
      Recorder<Aggregate> recorder,
      Refusals refusals,
      ProjectedGrants grants,
      SealedValues sealed,
      String signIn,
      String signOut) {
    this.gate = gate;
    this.refusals = refusals;
    this.forms = new Forms(sealed, new FormOrigin(refusals.issuer()), recorder.log()::now);
    this.meaning = new Meaning(new AccountNames(accounts));
    this.acting = new Acting(grants, new Switching(ledger, recorder), recorder);
    this.signIn = signIn;
    this.signOut = signOut;
  }

  /// Mounts the routes.
  ///
  /// @param router one that begins exchanges and renders failures
  public void mount(Router router) {
    router.get(PAGE).handler(welcome(this::open));
    router.route(PAGE).handler(refusals.otherMethods(Step.CALL, "GET"));
    router.post(PREVIEW).handler(welcome((context, session) -> take(context, session, true)));
    router.route(PREVIEW).handler(refusals.otherMethods(Step.CALL, "POST"));
    router.post(ACT).handler(welcome((context, session) -> take(context, session, false)));
    router.route(ACT).handler(refusals.otherMethods(Step.CALL, "POST"));
  }

  private Handler<RoutingContext> welcome(BiConsumer<RoutingContext, Session> then) {
    return context -> {
      switch (gate.operator(context)) {
        case Gate.Verdict.Welcome(var session) -> then.accept(context, session);
        case Gate.Verdict.Unknown _ ->
            context
                .response()
                .setStatusCode(303)
                .putHeader("Location", signIn + destination(context))
                .end();
        case Gate.Verdict.Refused _ -> refuse(context, Refused.of(Refusal.OPERATOR_ROLE_MISSING));
      }
    };
  }

  /// Whoever followed a link from a flow gets back to it.
  private static String destination(RoutingContext context) {
    return RequestParameters.ofQuery(context)
        .flatMap(query -> query.get("flow"))
        .flatMap(FlowId::parse)
        .map(flow -> "operator-" + flow)
        .orElse("operator");
  }

  private void open(RoutingContext context, Session session) {
    var typed = RequestParameters.ofQuery(context).map(OperatorConsole::typed).orElseGet(Map::of);
    show(context, 200, session, typed, "", "");
  }

  /// What stands in the fields of [Act#END], which are those of all.
  private static Map<String, String> typed(Parameters parameters) {
    var typed = new HashMap<String, String>();
    Act.END
        .fields()
        .forEach(field -> parameters.get(field).ifPresent(text -> typed.put(field, text)));
    return typed;
  }

  private void take(RoutingContext context, Session session, boolean isPreview) {
    Body.of(context)
        .compose(body -> take(context, session, body, isPreview))
        .onFailure(context::fail);
  }

  private Future<Void> take(
      RoutingContext context, Session session, Buffer body, boolean isPreview) {
    var sent =
        RequestParameters.isForm(context.request())
            ? RequestParameters.ofForm(body)
            : Optional.<Parameters>empty();
    if (sent.isEmpty()) {
      return refuse(context, Refused.of(Refusal.REQUEST_MALFORMED, "body"));
    }
    var forged = forms.forgery(context, session, sent.get());
    if (forged.isPresent()) {
      return refuse(context, Refused.of(Refusal.OPERATION_FORGED, forged.get()));
    }
    return switch (Order.read(sent.get())) {
      case Order.Unclear(var refused) -> showFault(context, session, typed(sent.get()), refused);
      case Order.Clear order -> take(context, session, sent.get(), order, isPreview);
    };
  }

  private Future<Void> take(
      RoutingContext context,
      Session session,
      Parameters sent,
      Order.Clear order,
      boolean isPreview) {
    return meaning
        .of(order.which())
        .compose(which ->
            which.isEmpty()
                ? notDone(Refused.of(Refusal.ACCOUNT_UNKNOWN))
                : run(context, session, order, which.get(), isPreview))
        .compose(outcome ->
            switch (outcome) {
              case Acting.Outcome.NotDone(var refused) ->
                  showFault(context, session, typed(sent), refused);
              case Acting.Outcome.Shown(var preview) -> show(context, session, preview);
              case Acting.Outcome.Done(var said) -> show(context, 200, session, Map.of(), "", said);
            });
  }

  private Future<Acting.Outcome> run(
      RoutingContext context,
      Session session,
      Order.Clear order,
      GrantFilter which,
      boolean isPreview) {
    if (isPreview) {
      return acting.preview(context, order.act(), which);
    }
    var reason = order.act().isLenient() ? Optional.<String>empty() : order.which().reason();
    return reason.isEmpty() && !order.act().isLenient()
        ? notDone(Refused.of(Refusal.REVOCATION_NOT_FIT, "reason: " + RevocationRequest.REASON))
        : acting.act(context, order.act(), which, session.account(), reason);
  }

  private static Future<Acting.Outcome> notDone(Refused refused) {
    return Future.succeededFuture(new Acting.Outcome.NotDone(refused));
  }

  private Future<Void> showFault(
      RoutingContext context, Session session, Map<String, String> typed, Refused refused) {
    var detail = refused.evidence().detail().map(what -> " " + what + ".").orElse("");
    return show(
        context,
        refused.refusal().status(),
        session,
        typed,
        refused.refusal().description() + detail,
        "");
  }

  private Future<Void> show(
      RoutingContext context,
      int status,
      Session session,
      Map<String, String> typed,
      String fault,
      String done) {
    return page(
        context,
        status,
        "operator.jte",
        Map.of("typed", typed, "fault", fault, "done", done, "nonce", forms.nonce(session)));
  }

  private Future<Void> show(RoutingContext context, Session session, Preview preview) {
    return page(
        context,
        200,
        "operator-preview.jte",
        Map.of("preview", preview, "nonce", forms.nonce(session)));
  }

  private Future<Void> page(
      RoutingContext context, int status, String template, Map<String, Object> parameters) {
    var all = new HashMap<>(parameters);
    all.put("signOut", signOut);
    refusals.pages().show(context, status, template, all);
    return Future.succeededFuture();
  }

  private Future<Void> refuse(RoutingContext context, Refused refused) {
    refusals.page(context, Step.CALL, refused);
    return Future.succeededFuture();
  }
}
