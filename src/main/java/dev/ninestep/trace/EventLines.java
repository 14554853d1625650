package dev.ninestep.trace;

import dev.ninestep.event.Logged;
import dev.ninestep.protocol.FlowId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Events of a flow, a line each.
final class EventLines {

  private EventLines() {}

  /// The events, and how to ask for what follows them.
  static Answer of(FlowId flow, List<Logged> events, Seen next) {
    var lines = events.stream().map(EventLines::line).collect(Collectors.joining());
    return new Answer.Given(
        events.isEmpty() ? "Nothing new has happened.\n" : lines,
        new JsonObject()
            .put("flow", flow.toString())
            .put("events", new JsonArray(events.stream().map(EventLines::json).toList()))
            .put("next", next.toString()));
  }

  private static String line(Logged record) {
    return switch (record) {
      case Logged.Known known ->
          String.format(
              Locale.ROOT,
              "%s  %-2s %-12s  %s%n",
              StoryText.time(known.at()),
              known.fact().event().step().number(),
              known.fact().event().step().title(),
              Sentence.of(known.fact().event()));
      case Logged.Unreadable broken ->
          StoryText.time(broken.at()) + "  cannot be read: " + broken.why() + "\n";
    };
  }

  private static JsonObject json(Logged record) {
    var json =
        new JsonObject()
            .put("at", record.at().toString())
            .put("position", record.position().toString());
    return switch (record) {
      case Logged.Known known -> {
        var event = known.fact().event();
        yield json.put("event", event.getClass().getSimpleName())
            .put("step", event.step().number())
            .put("said", Sentence.of(event));
      }
      case Logged.Unreadable broken -> json.put("unreadable", broken.why());
    };
  }
}
