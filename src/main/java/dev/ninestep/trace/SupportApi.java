package dev.ninestep.trace;

import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.event.ViewedThrough;
import dev.ninestep.exchange.RequestParameters;
import dev.ninestep.projection.FlowIndex;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.Parameters;
import dev.ninestep.protocol.Step;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Search and the story of a flow for programs: `GET /support/api/flows?client_id=&at=&error=` and
/// `GET /support/api/flows/{correlation_id}` answer JSON, or plain text when `Accept: text/plain`
/// asks for it.
public final class SupportApi {

  private static final String TEXT = "text/plain";

  private final FlowSearch search;
  private final Stories stories;
  private final Entrance entrance;
  private final Supplier<Instant> now;

  /// An API.
  ///
  /// @param index where flows are found
  /// @param entrance lets the support team in
  /// @param now the log's time
  public SupportApi(FlowIndex index, Entrance entrance, Supplier<Instant> now) {
    this.search = new FlowSearch(index);
    this.stories = new Stories(index);
    this.entrance = entrance;
    this.now = now;
  }

  /// Mounts the routes.
  ///
  /// @param router where
  public void mount(Router router) {
    router.get("/support/api/flows").handler(entrance::forPrograms).handler(this::find);
    router.get("/support/api/flows/:flow").handler(entrance::forPrograms).handler(this::tell);
  }

  private void find(RoutingContext context) {
    switch (SearchParameters.of(query(context), now.get())) {
      case SearchParameters.Malformed(var why) ->
          entrance
              .refusals()
              .jsonInDetail(context, Step.CALL, Refused.of(Refusal.SEARCH_MALFORMED, why));
      case SearchParameters.Read(var query) ->
          search
              .search(query, now.get())
              .onSuccess(found -> {
                entrance.viewed(context, ViewedThrough.API, Optional.empty());
                answer(context, StoryJson.of(query, found), () -> StoryText.of(found));
              })
              .onFailure(cause -> entrance.unanswered(context, cause));
    }
  }

  private void tell(RoutingContext context) {
    var flow = Optional.ofNullable(context.pathParam("flow")).flatMap(FlowId::parse);
    flow.ifPresentOrElse(known -> tell(context, known), () -> entrance.unknown(context));
  }

  private void tell(RoutingContext context, FlowId flow) {
    stories
        .of(flow, now.get())
        .onSuccess(found ->
            found.ifPresentOrElse(
                story -> {
                  entrance.viewed(context, ViewedThrough.API, Optional.of(flow));
                  answer(context, StoryJson.of(story), () -> StoryText.of(story));
                },
                () -> entrance.unknown(context)))
        .onFailure(cause -> entrance.unanswered(context, cause));
  }

  /// A query that cannot be decoded says nothing.
  private static Parameters query(RoutingContext context) {
    return RequestParameters.ofQuery(context).orElseGet(() -> new Parameters(Map.of()));
  }

  private static void answer(RoutingContext context, JsonObject json, Supplier<String> text) {
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
}
