package dev.ninestep.console;

import dev.ninestep.console.Console.Shown;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.ViewedThrough;
import dev.ninestep.exchange.RequestParameters;
import dev.ninestep.projection.FlowIndex;
import dev.ninestep.protocol.Parameters;
import dev.ninestep.trace.Entrance;
import dev.ninestep.trace.FlowSearch;
import dev.ninestep.trace.Ranked;
import dev.ninestep.trace.SearchParameters;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Finds flows by what a customer wrote.
///
/// @param index where they are found
/// @param entrance writes down who looked
/// @param now the log's time
/// @param page shows the page
record SearchPage(FlowIndex index, Entrance entrance, Supplier<Instant> now, Shown page)
    implements Handler<RoutingContext> {

  /// What can be looked for.
  private static final List<String> FIELDS =
      List.of(
          "client_id",
          "at",
          "error",
          "account",
          "client_name",
          "redirect_host",
          "refusal",
          "pod",
          "grant");

  @Override
  public void handle(RoutingContext context) {
    var parameters = RequestParameters.ofQuery(context).orElseGet(() -> new Parameters(Map.of()));
    var typed = typed(parameters);
    if (typed.isEmpty()) {
      show(context, 200, typed, List.of(), List.of(), Optional.empty());
      return;
    }
    switch (SearchParameters.of(parameters, now.get())) {
      case SearchParameters.Malformed(var why) ->
          show(
              context,
              Refusal.SEARCH_MALFORMED.status(),
              typed,
              List.of(),
              List.of(),
              Optional.of(why));
      case SearchParameters.Read(var query) ->
          new FlowSearch(index)
              .search(query, now.get())
              .onSuccess(found -> {
                entrance.viewed(context, ViewedThrough.PAGE, Optional.empty());
                show(context, 200, typed, found, query.understood(), Optional.empty());
              })
              .onFailure(cause -> entrance.unanswered(context, cause));
    }
  }

  private static Map<String, String> typed(Parameters parameters) {
    var typed = new LinkedHashMap<String, String>();
    FIELDS.forEach(field ->
        parameters
            .get(field)
            .filter(text -> !text.isBlank())
            .ifPresent(text -> typed.put(field, text)));
    return typed;
  }

  private void show(
      RoutingContext context,
      int status,
      Map<String, String> typed,
      List<Ranked> found,
      List<String> understood,
      Optional<String> problem) {
    page.show(
        context,
        status,
        "support.jte",
        Map.of(
            "typed", typed,
            "found", found,
            "understood", understood,
            "problem", problem.orElse("")));
  }
}
