package dev.ninestep.console;

import dev.ninestep.console.Console.Shown;
import dev.ninestep.event.Logged;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.event.ViewedThrough;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.exchange.RequestParameters;
import dev.ninestep.projection.FlowIndex;
import dev.ninestep.projection.FlowView;
import dev.ninestep.projection.FlowViews;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.Step;
import dev.ninestep.trace.Entrance;
import dev.ninestep.trace.Found;
import dev.ninestep.trace.Point;
import dev.ninestep.trace.Reader;
import dev.ninestep.trace.Stories;
import dev.ninestep.trace.Story;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Shows one flow: what came of it, the line of its steps, an answer to the customer, every step in
/// words, every record, and who has looked at it. With `as_of`, as it stood at a point in the past.
///
/// @param index where its records are
/// @param views who looked at it
/// @param entrance writes down who looks now
/// @param now the log's time
/// @param page shows the page
record FlowPage(
    FlowIndex index, FlowViews views, Entrance entrance, Supplier<Instant> now, Shown page)
    implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    Optional.ofNullable(context.pathParam("flow"))
        .flatMap(FlowId::parse)
        .ifPresentOrElse(flow -> tell(context, flow), () -> entrance.unknown(context));
  }

  /// The point somebody asked for, as they wrote it.
  private static Optional<String> typed(RoutingContext context) {
    return RequestParameters.ofQuery(context)
        .flatMap(query -> query.get("as_of"))
        .filter(text -> !text.isBlank());
  }

  private void tell(RoutingContext context, FlowId flow) {
    var point = typed(context).map(text -> Point.of(text, now.get()));
    if (point.isPresent() && point.get() instanceof Point.Unclear(var why)) {
      refuse(context, flow, Refusal.SEARCH_MALFORMED, why);
      return;
    }
    var told = new Stories(index).of(flow, now.get(), point, new Reader.Support());
    Future.all(told, views.of(flow))
        .onSuccess(both -> {
          switch (both.<Found>resultAt(0)) {
            case Found.Told(var story, var own) -> show(context, story, own, both.resultAt(1));
            case Found.Nothing _ -> entrance.unknown(context);
            case Found.OutOfRange(var why) ->
                refuse(context, flow, Refusal.AS_OF_OUTSIDE_FLOW, why);
          }
        })
        .onFailure(cause -> entrance.unanswered(context, cause));
  }

  /// Shows nothing of the flow, and lets another point be given.
  private void refuse(RoutingContext context, FlowId flow, Refusal refusal, String why) {
    entrance.refusals().record(context, Step.CALL, Refused.of(refusal, "as_of: " + why));
    page.show(
        context,
        refusal.status(),
        "flow-refused.jte",
        Map.of(
            "flow", flow.toString(),
            "asOf", typed(context).orElse(""),
            "refusal", refusal,
            "why", why,
            "reference", Exchange.of(context).flow().toString()));
  }

  /// Where an operator does something about it, with the fields filled in.
  private static String operate(Story story) {
    var query = new StringBuilder("/support/operator?flow=").append(story.flow());
    story.client().ifPresent(client -> query.append("&client_id=").append(encoded(client.value())));
    story.account().ifPresent(account -> query.append("&account=").append(account));
    return query.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private void show(RoutingContext context, Story story, List<Logged> own, List<FlowView> viewed) {
    entrance.viewed(context, ViewedThrough.PAGE, Optional.of(story.flow()));
    page.show(
        context,
        200,
        "flow.jte",
        Map.of(
            "story", story,
            "headline", Headline.of(story),
            "timeline", Timeline.of(story),
            "track", Track.of(story, own),
            "asOf", typed(context).orElse(""),
            "answer", CustomerAnswer.of(story),
            "operate", operate(story),
            "viewed", viewed));
  }
}
