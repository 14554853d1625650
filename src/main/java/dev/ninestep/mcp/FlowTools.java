package dev.ninestep.mcp;

import dev.ninestep.event.Refused;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.Scope;
import dev.ninestep.token.UpstreamCaller;
import dev.ninestep.trace.Answer;
import dev.ninestep.trace.FlowTail;
import dev.ninestep.trace.Reader;
import dev.ninestep.trace.SupportDesk;
import java.util.List;
import java.util.Optional;

/// The tools that tell how flows went: to the support team of any flow, to everybody else of their
/// own. A flow of somebody else is answered exactly as one that does not exist.
public final class FlowTools {

  private static final Scope SUPPORT = Scope.of("support");

  private FlowTools() {}

  /// The tools.
  ///
  /// @param desk where questions about flows are answered
  /// @param tail where is waited for what happens next
  /// @param views learns what the support team looks at
  /// @return `search_flows`, `trace_flow` and `tail_flow`
  public static List<Tool> of(SupportDesk desk, FlowTail tail, FlowViews views) {
    return List.of(
        new SearchFlows(desk, views), new TraceFlow(desk, views), new TailFlow(tail, views));
  }

  /// Who asks, as far as it matters what they may read.
  static Reader reader(UpstreamCaller caller) {
    return caller.scope().covers(SUPPORT)
        ? new Reader.Support()
        : new Reader.Owner(caller.account());
  }

  /// An answer as the result of a call. What the support team is shown is written down.
  static ToolResult result(Answer answer, UpstreamCaller caller, FlowViews views) {
    return switch (answer) {
      case Answer.Given(var text, var json) -> {
        if (reader(caller) instanceof Reader.Support) {
          views.viewed(caller, Optional.ofNullable(json.getString("flow")).flatMap(FlowId::parse));
        }
        yield ToolResult.of(text, json);
      }
      case Answer.Turned(var why) -> ToolResult.wrong(words(why));
    };
  }

  private static String words(Refused why) {
    return why.refusal().description()
        + why.evidence().detail().map(detail -> " (" + detail + ")").orElse("")
        + " "
        + why.refusal().fix();
  }
}
