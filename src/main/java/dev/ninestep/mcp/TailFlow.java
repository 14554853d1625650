package dev.ninestep.mcp;

import dev.ninestep.protocol.Scope;
import dev.ninestep.token.UpstreamCaller;
import dev.ninestep.trace.FlowTail;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/// Waits for what happens next in a flow, for as long as a call may take.
///
/// @param tail where is waited
/// @param views learns what the support team looks at
record TailFlow(FlowTail tail, FlowViews views) implements Tool {

  private static final int LONGEST = 200;
  private static final int LONGEST_PLACES = 1_000;
  private static final int LONGEST_WAIT = 25;
  private static final int USUAL_WAIT = 10;

  @Override
  public String name() {
    return "tail_flow";
  }

  @Override
  public String title() {
    return "Tail a flow";
  }

  @Override
  public String description() {
    return "Waits until something happens in a flow, or until wait_seconds are over, and tells"
        + " what: use it while the user tries again. Call it again with after set to the"
        + " next of the last answer, and nothing is missed between the two.";
  }

  @Override
  public JsonObject inputSchema() {
    return Schemas.object("flow")
        .put(
            "properties",
            new JsonObject()
                .put("flow", Schemas.text(LONGEST, "the reference: 32 hexadecimal digits"))
                .put("after", Schemas.text(LONGEST_PLACES, "the next of an earlier answer"))
                .put(
                    "wait_seconds",
                    Schemas.number(0, LONGEST_WAIT, "how long to wait; " + USUAL_WAIT)));
  }

  @Override
  public Scope scope() {
    return Scope.NONE;
  }

  @Override
  public Future<ToolResult> call(UpstreamCaller caller, JsonObject arguments) {
    return tail.follow(
            arguments.getString("flow"),
            Optional.ofNullable(arguments.getString("after")),
            arguments.getInteger("wait_seconds", USUAL_WAIT),
            FlowTools.reader(caller))
        .map(answer -> FlowTools.result(answer, caller, views));
  }
}
