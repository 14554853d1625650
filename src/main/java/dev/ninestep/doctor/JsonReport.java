package dev.ninestep.doctor;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/// Writes a report for programs.
final class JsonReport {

  private JsonReport() {}

  static JsonObject of(Report report) {
    var checks = new JsonArray();
    report.findings().forEach(finding -> checks.add(of(finding)));
    var variables = new JsonObject();
    report.variables().forEach(variables::put);
    return new JsonObject()
        .put("url", report.url().toString())
        .put("ok", report.count(Verdict.Ok.class))
        .put("warnings", report.count(Verdict.Warning.class))
        .put("broken", report.count(Verdict.Broken.class))
        .put("not_tried", report.count(Verdict.NotTried.class))
        .put("checks", checks)
        .put("variables", variables);
  }

  private static JsonObject of(Finding finding) {
    var json =
        new JsonObject()
            .put("step", finding.check().step().number())
            .put("check", finding.check().id())
            .put("title", finding.check().title())
            .put("verdict", finding.verdict().word().replace(' ', '_'));
    finding.curl().ifPresent(line -> json.put("curl", line));
    return switch (finding.verdict()) {
      case Verdict.Ok(var seen) -> json.put("seen", seen);
      case Verdict.Warning(var cause, var fix) -> json.put("cause", cause).put("fix", fix);
      case Verdict.Broken(var cause, var fix) -> json.put("cause", cause).put("fix", fix);
      case Verdict.NotTried(var why) -> json.put("why", why);
    };
  }
}
