package dev.ninestep.trace;

import dev.ninestep.event.Owner;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/// A story as JSON, for the support API and the tools. Absent members are left out.
///
/// | member | what |
/// |---|---|
/// | `flow`, `client_id`, `client_name`, `account` | whose it is |
/// | `whole_until` | until when nothing can be missing here |
/// | `as_of`, `later_events` | at which point it is told, and how much came after it |
/// | `steps` | each with `status`, `at`, `latency_ms` (ours), `waited_ms` (theirs), `inferred`, `notes`, `compared`, `refusals` and `applied`, the places in the log it is told from |
/// | `compared` | what was `asked`, `against` what, what was `known` there; `at_byte`, `byte_asked`, `byte_known`, or `only_asked`, `only_known` |
/// | `lineage`, `replay`, `grant` | see [LineageJson] |
/// | `calls` | `admitted`, `cost`, `last`, and `refused` by reason |
/// | `failed` | the first refusal that nothing mended, with its `cause`, `fix` and `owner`: `user`, `client`, `operator`, `network` or `nobody` |
/// | `findings`, `symptoms` | what is remarkable beyond it, and what did not happen |
final class StoryJson {

  private StoryJson() {}

  static JsonObject of(Story story) {
    var json = new JsonObject().put("flow", story.flow().toString());
    story.client().ifPresent(client -> json.put("client_id", client.value()));
    story.clientName().ifPresent(name -> json.put("client_name", name));
    story.account().ifPresent(account -> json.put("account", account.toString()));
    horizon(story.horizon(), json);
    json.put("steps", new JsonArray(story.steps().stream().map(StoryJson::step).toList()));
    lineage(story, json);
    json.put("calls", calls(story.calls()));
    story
        .trouble()
        .ifPresent(trouble ->
            json.put(
                "failed",
                trouble(trouble)
                    .put("owner", owner(story.owner().orElse(trouble.refusal().owner())))));
    return json.put("findings", new JsonArray(story.findings()))
        .put("symptoms", new JsonArray(story.symptoms().stream().map(StoryJson::symptom).toList()));
  }

  private static void horizon(Horizon horizon, JsonObject json) {
    horizon.wholeUntil().ifPresent(until -> json.put("whole_until", until.toString()));
    horizon
        .asOf()
        .ifPresent(
            asOf -> json.put("as_of", asOf.at().toString()).put("later_events", asOf.later()));
  }

  private static void lineage(Story story, JsonObject json) {
    var lineage = story.lineage();
    json.put("lineage", LineageJson.line(lineage));
    lineage.replay().ifPresent(replay -> json.put("replay", LineageJson.replay(replay)));
    json.put("grant", LineageJson.grant(lineage, story.horizon().now()));
  }

  /// What was let through and at what cost; and of what was refused how often, why, and what the
  /// decision was about: `token`, `scope`, `rate`, `balance`, `upstream` or `request`.
  private static JsonObject calls(Calls calls) {
    var json =
        new JsonObject().put("admitted", calls.admitted()).put("cost", calls.cost().toString());
    calls.last().ifPresent(last -> json.put("last", last.toString()));
    return json.put(
        "refused",
        new JsonArray(
            calls.refused().stream()
                .map(it ->
                    new JsonObject()
                        .put("refusal", it.refusal().name())
                        .put("about", it.about().name().toLowerCase(Locale.ROOT))
                        .put("count", it.count())
                        .put("first", it.first().toString())
                        .put("last", it.last().toString()))
                .toList()));
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
    step.waited().ifPresent(waited -> json.put("waited_ms", waited.toMillis()));
    if (step.inferred()) {
      json.put("inferred", true);
    }
    var applied = step.applied().stream().map(record -> record.position().toString()).toList();
    return json.put("applied", new JsonArray(applied))
        .put("notes", new JsonArray(step.notes()))
        .put(
            "compared", new JsonArray(step.comparisons().stream().map(DifferenceJson::of).toList()))
        .put("refusals", new JsonArray(step.troubles().stream().map(StoryJson::trouble).toList()));
  }

  private static String owner(Owner owner) {
    return owner.name().toLowerCase(Locale.ROOT);
  }

  private static JsonObject symptom(Symptom symptom) {
    return new JsonObject()
        .put("symptom", symptom.slug())
        .put("said", symptom.said())
        .put(
            "likely_causes",
            new JsonArray(
                symptom.likely().stream()
                    .map(cause ->
                        new JsonObject()
                            .put("cause", cause.said())
                            .put("owner", owner(cause.owner())))
                    .toList()));
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
            .put("owner", owner(refusal.owner()))
            .put("specification", refusal.specification())
            .put("at", trouble.at().toString())
            .put("request", trouble.request().toString())
            .put("times", trouble.times());
    refusal.error().ifPresent(error -> json.put("error", error));
    var evidence = trouble.evidence();
    evidence.asked().ifPresent(asked -> json.put("asked", asked));
    evidence.known().ifPresent(known -> json.put("known", known));
    evidence.detail().ifPresent(detail -> json.put("evidence", detail));
    trouble.difference().map(DifferenceJson::of).ifPresent(json::mergeIn);
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
