package dev.ninestep.app;

import io.vertx.core.json.JsonObject;
import java.util.Locale;

/// An event as a line of a terminal: when, which step, whose flow, which client, what happened.
///
/// @param colors paints it
record TailLine(Colors colors) {

  private static final int CLOCK = 11;
  private static final int CLOCK_ENDS = 23;
  private static final int FLOW = 8;
  private static final int CLIENT = 20;

  String of(JsonObject event) {
    var refusal = text(event, "refusal");
    var flow = text(event, "flow");
    return String.join(
        "  ",
        colors.faint(clock(text(event, "at"))),
        colors.bold(padded(text(event, "step"), 2)),
        colors.distinct(padded(flow.substring(0, Math.min(FLOW, flow.length())), FLOW)),
        colors.faint(padded(cut(text(event, "client_id"), CLIENT), CLIENT)),
        refusal.isEmpty()
            ? text(event, "text")
            : colors.bad("✗ " + refusal) + "  " + text(event, "text"));
  }

  /// That this terminal was too slow.
  String missed(JsonObject missed) {
    return colors.notice(
        missed.getLong("records") + " records went by unseen: this terminal was too far behind");
  }

  /// What a client wrote must not move the cursor, whoever the server is.
  private static String text(JsonObject event, String name) {
    return event.getString(name, "").replaceAll("\\p{C}", "\uFFFD");
  }

  private static String clock(String at) {
    return at.length() > CLOCK_ENDS ? at.substring(CLOCK, CLOCK_ENDS) : at;
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }

  private static String padded(String text, int width) {
    return String.format(Locale.ROOT, "%-" + width + "s", text);
  }
}
