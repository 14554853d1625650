package dev.ninestep.trace;

import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.exchange.Pages;
import dev.ninestep.exchange.Refusals;
import dev.ninestep.exchange.RequestParameters;
import dev.ninestep.projection.FlowIndex;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.Parameters;
import dev.ninestep.protocol.Step;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The support team's entrance: search, and the story of a flow, as JSON, plain text or a page.
///
/// `GET /support/api/flows?client_id=&at=&error=` and `GET /support/api/flows/{correlation_id}`
/// answer JSON, or plain text when `Accept: text/plain` asks for it; `GET /support` and `GET
/// /support/flows/{correlation_id}` are the same as pages.
public final class SupportApi {

  private static final String TEXT = "text/plain";

  private final FlowSearch search;
  private final Stories stories;
  private final Doorkeeper door;
  private final Refusals refusals;
  private final Pages pages;
  private final Supplier<Instant> now;
  private final String signIn;

  /// An entrance.
  ///
  /// @param index where flows are found
  /// @param door lets the support team in
  /// @param refusals renders refusals
  /// @param pages renders pages
  /// @param now the log's time
  /// @param signIn where the support team signs in
  public SupportApi(
      FlowIndex index,
      Doorkeeper door,
      Refusals refusals,
      Pages pages,
      Supplier<Instant> now,
      String signIn) {
    this.search = new FlowSearch(index);
    this.stories = new Stories(index);
    this.door = door;
    this.refusals = refusals;
    this.pages = pages;
    this.now = now;
    this.signIn = signIn;
  }

  /// Mounts the routes.
  ///
  /// @param router where
  public void mount(Router router) {
    router.get("/support/api/flows").handler(this::admit).handler(this::find);
    router.get("/support/api/flows/:flow").handler(this::admit).handler(this::tell);
    router.get("/support").handler(this::admitOrSignIn).handler(this::searchPage);
    router.get("/support/flows/:flow").handler(this::admitOrSignIn).handler(this::flowPage);
  }

  private void admit(RoutingContext context) {
    door.look(context)
        .onSuccess(verdict -> {
          switch (verdict) {
            case WELCOME -> context.next();
            case UNKNOWN, REFUSED ->
                refusals.json(context, Step.CALL, Refused.of(Refusal.SUPPORT_NOT_ALLOWED));
          }
        })
        .onFailure(context::fail);
  }

  private void admitOrSignIn(RoutingContext context) {
    door.look(context)
        .onSuccess(verdict -> {
          switch (verdict) {
            case WELCOME -> context.next();
            case UNKNOWN ->
                context.response().setStatusCode(303).putHeader("Location", signIn).end();
            case REFUSED ->
                refusals.page(context, Step.CALL, Refused.of(Refusal.SUPPORT_NOT_ALLOWED));
          }
        })
        .onFailure(context::fail);
  }

  private void find(RoutingContext context) {
    switch (SearchParameters.of(query(context), now.get())) {
      case SearchParameters.Malformed(var why) ->
          refusals.jsonInDetail(context, Step.CALL, Refused.of(Refusal.SEARCH_MALFORMED, why));
      case SearchParameters.Read(var query) ->
          search
              .search(query, now.get())
              .onSuccess(
                  found -> answer(context, StoryJson.of(query, found), () -> StoryText.of(found)))
              .onFailure(context::fail);
    }
  }

  private void tell(RoutingContext context) {
    flow(context)
        .ifPresentOrElse(
            flow ->
                stories
                    .of(flow, now.get())
                    .onSuccess(story ->
                        story.ifPresentOrElse(
                            s -> answer(context, StoryJson.of(s), () -> StoryText.of(s)),
                            () -> unknown(context)))
                    .onFailure(context::fail),
            () -> unknown(context));
  }

  /// A query that cannot be decoded says nothing.
  private static Parameters query(RoutingContext context) {
    return RequestParameters.ofQuery(context).orElseGet(() -> new Parameters(Map.of()));
  }

  private void unknown(RoutingContext context) {
    refusals.any(context, Step.CALL, Refused.of(Refusal.FLOW_UNKNOWN));
  }

  private static Optional<FlowId> flow(RoutingContext context) {
    return Optional.ofNullable(context.pathParam("flow")).flatMap(FlowId::parse);
  }

  private void answer(RoutingContext context, JsonObject json, Supplier<String> text) {
    var wantsText =
        Optional.ofNullable(context.request().getHeader("Accept"))
            .filter(accept -> accept.startsWith(TEXT))
            .isPresent();
    context
        .response()
        .putHeader("Cache-Control", "no-store")
        .putHeader("Content-Type", wantsText ? TEXT + "; charset=utf-8" : "application/json")
        .end(wantsText ? text.get() : json.encodePrettily());
  }

  private void searchPage(RoutingContext context) {
    var parameters = query(context);
    if (parameters.values().isEmpty()) {
      showSearch(context, Map.of(), List.of(), Optional.empty());
      return;
    }
    var typed =
        Map.of(
            "client_id", parameters.get("client_id").orElse(""),
            "at", parameters.get("at").orElse(""),
            "error", parameters.get("error").orElse(""));
    switch (SearchParameters.of(parameters, now.get())) {
      case SearchParameters.Malformed(var why) ->
          showSearch(context, typed, List.of(), Optional.of(why));
      case SearchParameters.Read(var query) ->
          search
              .search(query, now.get())
              .onSuccess(found -> showSearch(context, typed, found, Optional.empty()))
              .onFailure(context::fail);
    }
  }

  private void showSearch(
      RoutingContext context,
      Map<String, String> typed,
      List<Ranked> found,
      Optional<String> problem) {
    pages.show(
        context,
        problem.isPresent() ? Refusal.SEARCH_MALFORMED.status() : 200,
        "support.jte",
        Map.of("typed", typed, "found", found, "problem", problem.orElse("")));
  }

  private void flowPage(RoutingContext context) {
    flow(context)
        .ifPresentOrElse(
            flow ->
                stories
                    .of(flow, now.get())
                    .onSuccess(story ->
                        story.ifPresentOrElse(
                            s ->
                                pages.show(
                                    context,
                                    200,
                                    "flow.jte",
                                    Map.of(
                                        "story",
                                        s,
                                        "reference",
                                        Exchange.of(context).flow().toString())),
                            () -> unknown(context)))
                    .onFailure(context::fail),
            () -> unknown(context));
  }
}
