package dev.ninestep.trace;

import dev.ninestep.event.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A story as plain text, for a terminal or a mail.
final class StoryText {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final StringBuilder text = new StringBuilder();

  private StoryText() {}

  /// Writes a story.
  static String of(Story story) {
    var text = new StoryText();
    text.head(story);
    story.steps().forEach(text::step);
    story.trouble().ifPresent(text::trouble);
    text.findings(story.findings());
    story.symptoms().forEach(text::symptom);
    return text.text.toString();
  }

  /// Writes the list of flows a search found.
  static String of(List<Ranked> found) {
    var text = new StoryText();
    found.forEach(text::ranked);
    return text.text.toString();
  }

  private void head(Story story) {
    line("flow     " + story.flow());
    story
        .client()
        .ifPresent(client ->
            line(
                "client   "
                    + client
                    + story.clientName().map(name -> " (" + name + ")").orElse("")));
    story.account().ifPresent(account -> line("account  " + account));
    story
        .wholeUntil()
        .ifPresent(until -> line("whole    until " + time(until) + "; what is later may follow"));
    line("");
  }

  private void step(StoryStep step) {
    line(
        String.format(
                Locale.ROOT,
                "%-3s %-13s %-10s %-24s %8s%s",
                step.step().number(),
                step.step().title(),
                step.status(),
                step.at().map(TIME::format).orElse(""),
                took(step.latency()),
                step.inferred() ? "  (inferred)" : "")
            .stripTrailing());
    step.notes().forEach(note -> line("      " + note));
    step.troubles()
        .forEach(trouble ->
            line(
                "      refused: "
                    + trouble.refusal()
                    + (trouble.times() > 1 ? " (" + trouble.times() + " times)" : "")));
  }

  private static String took(Optional<Duration> latency) {
    return latency.map(l -> l.toMillis() + " ms").orElse("");
  }

  private void trouble(Trouble trouble) {
    var refusal = trouble.refusal();
    line("");
    line("failed   " + refusal + " at " + time(trouble.at()));
    line("cause    " + refusal.cause());
    evidence(trouble.evidence());
    line("fix      " + refusal.fix());
    line("who      " + refusal.owner().name().toLowerCase(Locale.ROOT));
    line("rule     " + refusal.specification());
  }

  private void evidence(Evidence evidence) {
    evidence.detail().ifPresent(detail -> line("evidence " + detail));
    evidence.asked().ifPresent(asked -> line("asked    " + asked));
    evidence.known().ifPresent(known -> line("known    " + known));
    evidence.differsAt().ifPresent(at -> line("         " + " ".repeat(at) + "^ first difference"));
  }

  private void findings(List<String> findings) {
    if (!findings.isEmpty()) {
      line("");
      findings.forEach(finding -> line("note     " + finding));
    }
  }

  private void symptom(Symptom symptom) {
    line("");
    line("symptom  " + symptom.said());
    symptom.causes().forEach(cause -> line("likely   " + cause));
  }

  private void ranked(Ranked ranked) {
    var hit = ranked.hit();
    line(
        hit.flow()
            + "  "
            + time(hit.first())
            + "  "
            + hit.client().map(Object::toString).orElse("-")
            + "  "
            + hit.refusals()
            + "  ("
            + String.join(", ", ranked.reasons())
            + ")");
  }

  private static String time(Instant at) {
    return TIME.format(at);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
