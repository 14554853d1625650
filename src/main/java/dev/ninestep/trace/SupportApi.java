package dev.ninestep.trace;

import dev.ninestep.event.ViewedThrough;
import dev.ninestep.exchange.RequestParameters;
import dev.ninestep.projection.FlowIndex;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.Parameters;
import dev.ninestep.protocol.Step;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Search and the story of a flow for programs: `GET /support/api/flows?client_id=&at=&error=` and
/// `GET /support/api/flows/{correlation_id}?as_of=` answer JSON, or plain text when `Accept:
/// text/plain` asks for it.
public final class SupportApi {

  private static final String TEXT = "text/plain";

  private static final Reader SUPPORT = new Reader.Support();

  private final SupportDesk desk;
  private final Entrance entrance;

  /// An API.
  ///
  /// @param index where flows are found
  /// @param entrance lets the support team in
  /// @param now the log's time
  public SupportApi(FlowIndex index, Entrance entrance, Supplier<Instant> now) {
    this.desk = new SupportDesk(index, now);
    this.entrance = entrance;
  }

  /// Mounts the routes.
  ///
  /// @param router where
  public void mount(Router router) {
    router.get("/support/api/flows").handler(entrance::forPrograms).handler(this::find);
    router.get("/support/api/flows/:flow").handler(entrance::forPrograms).handler(this::tell);
  }

  private void find(RoutingContext context) {
    var asked = new TreeMap<String, String>();
    query(context).values().forEach((name, values) -> asked.put(name, values.getFirst()));
    answer(context, desk.search(asked, SUPPORT), Optional.empty());
  }

  private void tell(RoutingContext context) {
    var named = Optional.ofNullable(context.pathParam("flow"));
    var asOf = query(context).get("as_of");
    answer(
        context,
        desk.story(named.orElse(""), asOf, SUPPORT),
        named.flatMap(SearchParameters::flow));
  }

  private void answer(RoutingContext context, Future<Answer> answer, Optional<FlowId> flow) {
    answer
        .onSuccess(it -> {
          switch (it) {
            case Answer.Given given -> {
              entrance.viewed(context, ViewedThrough.API, flow);
              send(context, given);
            }
            case Answer.Turned(var why) when why.evidence().detail().isPresent() ->
                entrance.refusals().jsonInDetail(context, Step.CALL, why);
            case Answer.Turned(var why) -> entrance.refusals().any(context, Step.CALL, why);
          }
        })
        .onFailure(cause -> entrance.unanswered(context, cause));
  }

  /// A query that cannot be decoded says nothing.
  private static Parameters query(RoutingContext context) {
    return RequestParameters.ofQuery(context).orElseGet(() -> new Parameters(Map.of()));
  }

  private static void send(RoutingContext context, Answer.Given given) {
    var wantsText =
        Optional.ofNullable(context.request().getHeader("Accept"))
            .filter(accept -> accept.startsWith(TEXT))
            .isPresent();
    context
        .response()
        .putHeader("Cache-Control", "no-store")
        .putHeader("Content-Type", wantsText ? TEXT + "; charset=utf-8" : "application/json")
        .end(wantsText ? given.text() : given.json().encodePrettily());
  }
}
