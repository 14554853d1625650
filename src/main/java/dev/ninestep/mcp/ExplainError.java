package dev.ninestep.mcp;

import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.Scope;
import dev.ninestep.token.UpstreamCaller;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Explains an error: what it means, what to do about it, and who has to.
record ExplainError() implements Tool {

  private static final int MOST = 5;
  private static final int LONGEST = 2_000;

  @Override
  public String name() {
    return "explain_error";
  }

  @Override
  public String title() {
    return "Explain an error";
  }

  @Override
  public String description() {
    return "Explains why connecting or calling failed, and what to do. Takes whatever the user has:"
        + " an error code such as invalid_grant, an error_description, an error_uri, the JSON of an"
        + " error response, or a few words. Answers the likeliest causes, the best match first.";
  }

  @Override
  public JsonObject inputSchema() {
    return Schemas.object("error")
        .put(
            "properties",
            new JsonObject()
                .put(
                    "error",
                    Schemas.text(LONGEST, "the error code, message, URL, JSON or a few words")));
  }

  @Override
  public Scope scope() {
    return Scope.NONE;
  }

  @Override
  public Future<ToolResult> call(UpstreamCaller caller, JsonObject arguments) {
    var found = RefusalSearch.find(arguments.getString("error")).stream().limit(MOST).toList();
    return Future.succeededFuture(found.isEmpty() ? nothing() : result(found));
  }

  private static ToolResult nothing() {
    return ToolResult.wrong(
        "Nothing known here matches. Give the error code, or the error_uri, which names the error"
            + " exactly.");
  }

  private static ToolResult result(List<Refusal> found) {
    var matches = new JsonArray();
    found.forEach(refusal -> matches.add(json(refusal)));
    return ToolResult.of(
        found.stream().map(ExplainError::text).collect(Collectors.joining("\n\n")),
        new JsonObject().put("matches", matches));
  }

  private static JsonObject json(Refusal refusal) {
    var json =
        new JsonObject()
            .put("name", refusal.slug())
            .put("status", refusal.status())
            .put("step", refusal.step().number())
            .put("description", refusal.description())
            .put("cause", refusal.cause())
            .put("fix", refusal.fix())
            .put("who_has_to_act", refusal.owner().name().toLowerCase(Locale.ROOT))
            .put("specification", refusal.specification());
    refusal.error().ifPresent(code -> json.put("error", code));
    return json;
  }

  private static String text(Refusal refusal) {
    return """
    %s (%s, HTTP %d, step %s)
    Cause: %s
    Fix: %s
    Who has to act: %s
    See: %s\
    """
        .formatted(
            refusal.slug(),
            refusal.error().orElse("no error code"),
            refusal.status(),
            refusal.step().number(),
            refusal.cause(),
            refusal.fix(),
            refusal.owner().name().toLowerCase(Locale.ROOT),
            refusal.specification());
  }
}
