package dev.ninestep.mcp;

import dev.ninestep.protocol.Scope;
import dev.ninestep.token.UpstreamCaller;
import dev.ninestep.trace.SupportDesk;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.TreeMap;

/// Finds flows by what a user can paste.
///
/// @param desk where they are found
/// @param views learns what the support team looks at
record SearchFlows(SupportDesk desk, FlowViews views) implements Tool {

  private static final int LONGEST = 2_000;
  private static final int MOST_MINUTES = 60;
  private static final int PAGE = 20;
  private static final int LARGEST_PAGE = 100;

  @Override
  public String name() {
    return "search_flows";
  }

  @Override
  public String title() {
    return "Search flows";
  }

  @Override
  public String description() {
    return "Finds the connection attempts (flows) somebody may mean, the likeliest first, each with"
        + " why it matched. Give whatever is known, as it was pasted: client_id, at (the"
        + " minute, UTC unless a zone is given), error (a code, a description, a"
        + " WWW-Authenticate header, JSON, or a reference). The support team finds every"
        + " flow, everybody else those of their own account. Call trace_flow with the flow"
        + " of the first result.";
  }

  @Override
  public JsonObject inputSchema() {
    return Schemas.object()
        .put(
            "properties",
            new JsonObject()
                .put("client_id", Schemas.text(LONGEST, "the client_id, or how it begins"))
                .put("client_name", Schemas.text(LONGEST, "how the client's name begins"))
                .put(
                    "at",
                    Schemas.text(
                        LONGEST, "when it failed, such as 2026-11-21 14:03 or 3:03 pm CET"))
                .put(
                    "error",
                    Schemas.text(LONGEST, "the error, its description or the reference, as seen"))
                .put(
                    "within",
                    Schemas.number(1, MOST_MINUTES, "how many minutes around the time; 5"))
                .put("limit", Schemas.number(1, LARGEST_PAGE, "how many flows at most; " + PAGE)));
  }

  @Override
  public Scope scope() {
    return Scope.NONE;
  }

  @Override
  public Future<ToolResult> call(UpstreamCaller caller, JsonObject arguments) {
    var asked = new TreeMap<String, String>();
    arguments.forEach(argument -> asked.put(argument.getKey(), argument.getValue().toString()));
    return desk.search(asked, FlowTools.reader(caller))
        .map(answer -> FlowTools.result(answer, caller, views));
  }
}
