package dev.ninestep.doctor;

import dev.ninestep.protocol.Step;

/// Writes a report for people: by step, what was looked at, what came of it, and the line that
/// repeats it.
///
/// @param report the report
/// @param colour whether to use colours
record TextReport(Report report, boolean colour) {

  private static final String RESET = "\u001b[0m";
  private static final String INDENT = "             ";

  @Override
  public String toString() {
    var text = new StringBuilder(report.url().toString()).append('\n');
    Step step = null;
    for (var finding : report.findings()) {
      if (finding.check().step() != step) {
        step = finding.check().step();
        text.append('\n').append(step.number()).append(' ').append(step.title()).append('\n');
      }
      append(text, finding);
    }
    report
        .variables()
        .forEach((name, origin) ->
            text.append(text.indexOf("\nWhere $") < 0 ? "\nWhere $" : "      $")
                .append(name)
                .append(" is that ")
                .append(origin)
                .append('\n'));
    return text.append('\n').append(summary()).append('\n').toString();
  }

  private void append(StringBuilder text, Finding finding) {
    text.append("  ")
        .append(coloured(finding.verdict()))
        .append(" ".repeat(11 - finding.verdict().word().length()))
        .append(finding.check().title());
    switch (finding.verdict()) {
      case Verdict.Ok(var seen) -> text.append(": ").append(seen).append('\n');
      case Verdict.NotTried(var why) -> text.append(": ").append(why).append('\n');
      case Verdict.Warning(var cause, var fix) -> explain(text, cause, fix);
      case Verdict.Broken(var cause, var fix) -> explain(text, cause, fix);
    }
    finding.curl().ifPresent(line -> text.append(INDENT).append(line).append('\n'));
  }

  private static void explain(StringBuilder text, String cause, String fix) {
    text.append('\n')
        .append(INDENT)
        .append("cause: ")
        .append(cause)
        .append('\n')
        .append(INDENT)
        .append("fix:   ")
        .append(fix)
        .append('\n');
  }

  private String coloured(Verdict verdict) {
    if (!colour) {
      return verdict.word();
    }
    var code =
        switch (verdict) {
          case Verdict.Ok _ -> "\u001b[32m";
          case Verdict.Warning _ -> "\u001b[33m";
          case Verdict.Broken _ -> "\u001b[1;31m";
          case Verdict.NotTried _ -> "\u001b[2m";
        };
    return code + verdict.word() + RESET;
  }

  private String summary() {
    return "%d ok, %d warnings, %d broken, %d not tried"
        .formatted(
            report.count(Verdict.Ok.class),
            report.count(Verdict.Warning.class),
            report.count(Verdict.Broken.class),
            report.count(Verdict.NotTried.class));
  }
}
