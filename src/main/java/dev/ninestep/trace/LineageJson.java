package dev.ninestep.trace;

import dev.ninestep.fold.Grant;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// The line of a grant, and how it stands, as JSON. Absent members are left out.
///
/// `lineage` is a list with a member for each generation: `generation` (0 is the code), `at`,
/// `answer` (`written`, `lost`, `unknown`), `instead_of` (the generation that was lost) and
/// `repeats`. `replay` says what ended it: `presented`, `at`, `after_ms`, `verdict`, `owner` and
/// `evidence`. `grant` has a `state`, and what is true in it.
final class LineageJson {

  private LineageJson() {}

  static JsonArray line(Lineage lineage) {
    return new JsonArray(lineage.generations().stream().map(LineageJson::generation).toList());
  }

  private static JsonObject generation(Generation it) {
    var json =
        new JsonObject()
            .put("generation", it.number())
            .put("at", it.at().toString())
            .put("answer", it.answer().name().toLowerCase(Locale.ROOT));
    it.insteadOf().ifPresent(lost -> json.put("instead_of", lost));
    return it.repeats() == 0 ? json : json.put("repeats", it.repeats());
  }

  static JsonObject replay(Replay it) {
    return new JsonObject()
        .put("presented", it.presented())
        .put("at", it.at().toString())
        .put("after_ms", it.after().toMillis())
        .put("verdict", it.verdict().slug())
        .put("owner", it.verdict().owner().name().toLowerCase(Locale.ROOT))
        .put("evidence", new JsonArray(List.copyOf(it.evidence())));
  }

  /// @param now the moment it is told for: a grant that has lapsed by then is `lapsed`
  static JsonObject grant(Lineage lineage, Instant now) {
    var json = state(lineage.grant(), now);
    lineage.scope().ifPresent(scope -> json.put("scope", scope.toString()));
    lineage.resource().ifPresent(resource -> json.put("resource", resource.value()));
    return json;
  }

  private static JsonObject state(Grant grant, Instant now) {
    return switch (grant) {
      case Grant.None _ -> state("none");
      case Grant.Denied _ -> state("denied");
      case Grant.CodeOutstanding s ->
          state(now.isAfter(s.codeExpiresAt()) ? "lapsed" : "code_outstanding")
              .put("generation", 0)
              .put("wrong_verifiers", s.tries().count())
              .put("expires_at", s.codeExpiresAt().toString())
              .put("ends_at", s.lifetimes().endsAt().toString());
      case Grant.Active s ->
          state(now.isAfter(s.expiresAt()) ? "lapsed" : "active")
              .put("generation", s.generation())
              .put("may_come_again", s.reopened())
              .put("expires_at", s.expiresAt().toString())
              .put("ends_at", s.lifetimes().endsAt().toString());
      case Grant.AccessOnly s ->
          state(now.isAfter(s.endsAt()) ? "lapsed" : "access_only")
              .put("ends_at", s.endsAt().toString());
      case Grant.Revoked s ->
          state("revoked")
              .put("why", s.cause().name().toLowerCase(Locale.ROOT))
              .put("revoked_at", s.at().toString());
      case Grant.Closed s -> state("closed").put("closed_at", s.at().toString());
    };
  }

  private static JsonObject state(String name) {
    return new JsonObject().put("state", name);
  }
}
