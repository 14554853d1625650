package dev.ninestep.mcp;

import dev.ninestep.protocol.Scope;
import dev.ninestep.token.UpstreamCaller;
import dev.ninestep.trace.SupportDesk;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/// Tells the story of a flow.
///
/// @param desk where it is told
/// @param views learns what the support team looks at
record TraceFlow(SupportDesk desk, FlowViews views) implements Tool {

  private static final int LONGEST = 200;

  @Override
  public String name() {
    return "trace_flow";
  }

  @Override
  public String title() {
    return "Trace a flow";
  }

  @Override
  public String description() {
    return "Tells the story of one connection attempt: its nine steps with what came of each, how"
        + " long we and they took, what was asked against what was registered, the line of"
        + " refresh tokens, the first failing step with its cause, its fix and who has to"
        + " act, and what should have happened and did not. With as_of it is told as it"
        + " stood at an earlier time.";
  }

  @Override
  public JsonObject inputSchema() {
    return Schemas.object("flow")
        .put(
            "properties",
            new JsonObject()
                .put("flow", Schemas.text(LONGEST, "the reference: 32 hexadecimal digits"))
                .put(
                    "as_of",
                    Schemas.text(
                        LONGEST,
                        "a time such as 2026-11-21T14:03:20Z, or a place in the log such as"
                            + " FLOW/3@1207; the present, unless given")));
  }

  @Override
  public Scope scope() {
    return Scope.NONE;
  }

  @Override
  public Future<ToolResult> call(UpstreamCaller caller, JsonObject arguments) {
    return desk.story(
            arguments.getString("flow"),
            Optional.ofNullable(arguments.getString("as_of")),
            FlowTools.reader(caller))
        .map(answer -> FlowTools.result(answer, caller, views));
  }
}
