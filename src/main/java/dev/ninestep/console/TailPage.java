package dev.ninestep.console;

import dev.ninestep.console.Console.Shown;
import dev.ninestep.event.Refusal;
import dev.ninestep.exchange.RequestParameters;
import dev.ninestep.protocol.Parameters;
import dev.ninestep.protocol.Step;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Shows what goes by, as far as a script of ours fills it in.
///
/// @param page shows the page
record TailPage(Shown page) implements Handler<RoutingContext> {

  private static final List<String> REFUSALS =
      Arrays.stream(Refusal.values()).map(Refusal::slug).sorted().toList();

  @Override
  public void handle(RoutingContext context) {
    var parameters = RequestParameters.ofQuery(context).orElseGet(() -> new Parameters(Map.of()));
    var typed = Watch.typed(parameters);
    switch (Watch.of(parameters)) {
      case Watch.Read.Malformed(var why) ->
          show(context, Refusal.SEARCH_MALFORMED.status(), typed, why);
      case Watch.Read.Understood _ -> show(context, 200, typed, "");
    }
  }

  private void show(RoutingContext context, int status, Map<String, String> typed, String problem) {
    page.show(
        context,
        status,
        "tail.jte",
        Map.of(
            "typed",
            typed,
            "problem",
            problem,
            "source",
            problem.isEmpty() ? "/support/api/tail?" + query(typed) : "",
            "steps",
            List.of(Step.values()),
            "refusals",
            REFUSALS));
  }

  private static String query(Map<String, String> typed) {
    return typed.entrySet().stream()
        .map(pair ->
            pair.getKey() + "=" + URLEncoder.encode(pair.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
