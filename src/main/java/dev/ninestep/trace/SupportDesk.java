package dev.ninestep.trace;

import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.projection.FlowIndex;
import dev.ninestep.protocol.Parameters;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Where questions about flows are answered, for reading and for programs: the one place behind the
/// support API, and so the command line, and the tools of the built-in MCP server. What a reader
/// may not see is answered as if it were not there.
public final class SupportDesk {

  private final FlowSearch search;
  private final Stories stories;
  private final Supplier<Instant> now;

  /// A desk.
  ///
  /// @param index where flows are found
  /// @param now the log's time
  public SupportDesk(FlowIndex index, Supplier<Instant> now) {
    this.search = new FlowSearch(index);
    this.stories = new Stories(index);
    this.now = now;
  }

  /// Finds flows.
  ///
  /// @param asked what is known, by the names of the support API: `client_id`, `at`, `error`, …; a
  ///   user need know nothing, since their account is
  /// @param reader for whom
  /// @return the flows, best first, or that the question makes no sense
  public Future<Answer> search(Map<String, String> asked, Reader reader) {
    return switch (SearchParameters.of(Parameters.of(reader.asks(asked)), now.get())) {
      case SearchParameters.Malformed(var why) -> malformed(why);
      case SearchParameters.Read(var query) ->
          search
              .search(query, now.get(), reader)
              .map(found ->
                  new Answer.Given(
                      found.isEmpty() ? "No flow matches.\n" : StoryText.of(found),
                      StoryJson.of(query, found)));
    };
  }

  /// Tells the story of a flow.
  ///
  /// @param flow the reference
  /// @param asOf at which point, a time or a place in the log; at present, unless given
  /// @param reader to whom
  /// @return the story, or why there is none
  public Future<Answer> story(String flow, Optional<String> asOf, Reader reader) {
    var point = asOf.map(text -> Point.of(text, now.get()));
    if (point.isPresent() && point.get() instanceof Point.Unclear(var why)) {
      return malformed("as_of: " + why);
    }
    return SearchParameters.flow(flow)
        .map(id -> stories.of(id, now.get(), point, reader).map(SupportDesk::answer))
        .orElseGet(() -> Future.succeededFuture(answer(new Found.Nothing())));
  }

  private static Answer answer(Found found) {
    return switch (found) {
      case Found.Told(var story, _) -> new Answer.Given(StoryText.of(story), StoryJson.of(story));
      case Found.Nothing _ -> new Answer.Turned(Refused.of(Refusal.FLOW_UNKNOWN));
      case Found.OutOfRange(var why) ->
          new Answer.Turned(Refused.of(Refusal.AS_OF_OUTSIDE_FLOW, "as_of: " + why));
    };
  }

  private static Future<Answer> malformed(String why) {
    return Future.succeededFuture(new Answer.Turned(Refused.of(Refusal.SEARCH_MALFORMED, why)));
  }
}
