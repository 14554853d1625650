package dev.ninestep.mcp;

import dev.ninestep.event.Refused;
import dev.ninestep.protocol.Scope;
import dev.ninestep.token.UpstreamCaller;
import dev.ninestep.trace.Answer;
import dev.ninestep.trace.FlowTail;
import dev.ninestep.trace.Reader;
import dev.ninestep.trace.SupportDesk;
import java.util.List;

/// The tools that tell how flows went: to the support team of any flow, to everybody else of their
/// own. A flow of somebody else is answered exactly as one that does not exist.
public final class FlowTools {

  private static final Scope SUPPORT = Scope.of("support");

  private FlowTools() {}

  /// The tools.
  ///
  /// @param desk where questions about flows are answered
  /// @param tail where is waited for what happens next
  /// @return `search_flows`, `trace_flow` and `tail_flow`
  public static List<Tool> of(SupportDesk desk, FlowTail tail) {
    return List.of(new SearchFlows(desk), new TraceFlow(desk), new TailFlow(tail));
  }

  /// Who asks, as far as it matters what they may read.
  static Reader reader(UpstreamCaller caller) {
    return caller.scope().covers(SUPPORT)
        ? new Reader.Support()
        : new Reader.Owner(caller.account());
  }

  /// An answer as the result of a call.
  static ToolResult result(Answer answer) {
    return switch (answer) {
      case Answer.Given(var text, var json) -> ToolResult.of(text, json);
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
