package dev.ninestep.console;

import dev.ninestep.console.Console.Shown;
import dev.ninestep.event.ViewedThrough;
import dev.ninestep.projection.FlowIndex;
import dev.ninestep.projection.FlowView;
import dev.ninestep.projection.FlowViews;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.trace.Entrance;
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
/// words, and who has looked at it.
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

  private void tell(RoutingContext context, FlowId flow) {
    Future.all(new Stories(index).of(flow, now.get()), views.of(flow))
        .onSuccess(both ->
            both.<Optional<Story>>resultAt(0)
                .ifPresentOrElse(
                    story -> show(context, story, both.resultAt(1)),
                    () -> entrance.unknown(context)))
        .onFailure(cause -> entrance.unanswered(context, cause));
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

  private void show(RoutingContext context, Story story, List<FlowView> viewed) {
    entrance.viewed(context, ViewedThrough.PAGE, Optional.of(story.flow()));
    page.show(
        context,
        200,
        "flow.jte",
        Map.of(
            "story",
            story,
            "headline",
            Headline.of(story),
            "timeline",
            Timeline.of(story),
            "answer",
            CustomerAnswer.of(story),
            "operate",
            operate(story),
            "viewed",
            viewed));
  }
}
