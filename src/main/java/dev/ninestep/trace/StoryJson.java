package dev.ninestep.trace;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/// A story as JSON, for the support API. Absent members are left out.
final class StoryJson {

  private StoryJson() {}

  static JsonObject of(Story story) {
    var json = new JsonObject().put("flow", story.flow().toString());
    story.client().ifPresent(client -> json.put("client_id", client.value()));
    story.clientName().ifPresent(name -> json.put("client_name", name));
    story.account().ifPresent(account -> json.put("account", account.toString()));
    story.wholeUntil().ifPresent(until -> json.put("whole_until", until.toString()));
    json.put("steps", new JsonArray(story.steps().stream().map(StoryJson::step).toList()));
    story.trouble().ifPresent(trouble -> json.put("failed", trouble(trouble)));
    return json.put("findings", new JsonArray(story.findings()))
        .put("symptoms", new JsonArray(story.symptoms().stream().map(StoryJson::symptom).toList()));
  }

  static JsonObject of(SearchQuery query, List<Ranked> found) {
    return new JsonObject()
        .put("understood", understood(query))
        .put("flows", new JsonArray(found.stream().map(StoryJson::ranked).toList()));
  }

  /// How what was pasted was read, for whoever wonders at what was found.
  private static JsonObject understood(SearchQuery query) {
    var json = new JsonObject();
    query.client().ifPresent(client -> json.put("client_id", client));
    query
        .at()
        .ifPresent(
            at -> json.put("from", at.from().toString()).put("until", at.until().toString()));
    query
        .error()
        .map(ErrorHint::refusals)
        .map(all -> new JsonArray(all.stream().map(Enum::name).sorted().toList()))
        .ifPresent(all -> json.put("refusals", all));
    return json;
  }

  private static JsonObject step(StoryStep step) {
    var json =
        new JsonObject()
            .put("step", step.step().number())
            .put("name", step.step().title())
            .put("status", step.status().toString().replace(' ', '_'));
    step.at().ifPresent(at -> json.put("at", at.toString()));
    step.latency().ifPresent(latency -> json.put("latency_ms", latency.toMillis()));
    if (step.inferred()) {
      json.put("inferred", true);
    }
    var applied = step.applied().stream().map(record -> record.position().toString()).toList();
    return json.put("applied", new JsonArray(applied))
        .put("notes", new JsonArray(step.notes()))
        .put("refusals", new JsonArray(step.troubles().stream().map(StoryJson::trouble).toList()));
  }

  private static JsonObject symptom(Symptom symptom) {
    return new JsonObject()
        .put("symptom", symptom.slug())
        .put("said", symptom.said())
        .put("likely_causes", new JsonArray(symptom.causes()));
  }

  private static JsonObject trouble(Trouble trouble) {
    var refusal = trouble.refusal();
    var json =
        new JsonObject()
            .put("refusal", refusal.name())
            .put("status", refusal.status())
            .put("error_description", refusal.description())
            .put("cause", refusal.cause())
            .put("fix", refusal.fix())
            .put("owner", refusal.owner().name().toLowerCase(Locale.ROOT))
            .put("specification", refusal.specification())
            .put("at", trouble.at().toString())
            .put("request", trouble.request().toString())
            .put("times", trouble.times());
    refusal.error().ifPresent(error -> json.put("error", error));
    var evidence = trouble.evidence();
    evidence.asked().ifPresent(asked -> json.put("asked", asked));
    evidence.known().ifPresent(known -> json.put("known", known));
    evidence.differsAt().ifPresent(at -> json.put("differs_at", at));
    evidence.detail().ifPresent(detail -> json.put("evidence", detail));
    return json;
  }

  private static JsonObject ranked(Ranked ranked) {
    var hit = ranked.hit();
    var json =
        new JsonObject()
            .put("flow", hit.flow().toString())
            .put("first", hit.first().toString())
            .put("last", hit.last().toString());
    hit.client().ifPresent(client -> json.put("client_id", client.value()));
    hit.clientName().ifPresent(name -> json.put("client_name", name));
    ranked
        .meant()
        .ifPresent(meant ->
            json.put(
                "meant",
                new JsonObject()
                    .put("refusal", meant.refusal().name())
                    .put("at", meant.at().toString())
                    .put("cause", meant.refusal().cause())
                    .put("fix", meant.refusal().fix())));
    return json.put(
            "refusals", new JsonArray(hit.refusals().stream().map(Enum::name).sorted().toList()))
        .put("why", new JsonArray(ranked.reasons()));
  }
}
