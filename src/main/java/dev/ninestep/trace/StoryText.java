package dev.ninestep.trace;

import dev.ninestep.event.Evidence;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

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
    text.columns("step", "", "", "at", "ours", "theirs", "");
    story.steps().forEach(text::step);
    text.grant(story);
    text.calls(story.calls());
    story.trouble().ifPresent(trouble -> text.trouble(story, trouble));
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
    var horizon = story.horizon();
    horizon
        .asOf()
        .ifPresent(asOf ->
            line(
                "as of    %s; %s told"
                    .formatted(
                        time(asOf.at()),
                        asOf.later() == 1
                            ? "1 later event is not"
                            : asOf.later() + " later events are not")));
    horizon
        .wholeUntil()
        .ifPresent(until -> line("whole    until " + time(until) + "; what is later may follow"));
    line("");
  }

  private void columns(Object... words) {
    line(String.format(Locale.ROOT, "%-3s %-13s %-10s %-24s %13s %13s%s", words).stripTrailing());
  }

  private void step(StoryStep step) {
    columns(
        step.step().number(),
        step.step().title(),
        step.status(),
        step.at().map(TIME::format).orElse(""),
        step.latency().map(Span::words).orElse(""),
        step.waited().map(Span::words).orElse(""),
        step.inferred() ? "  (inferred)" : "");
    step.notes().forEach(note -> line("      " + note));
    DifferenceText.of(step.comparisons()).forEach(compared -> line("      " + compared));
    step.troubles()
        .forEach(trouble ->
            line(
                "      refused: "
                    + trouble.refusal()
                    + (trouble.times() > 1 ? " (" + trouble.times() + " times)" : "")));
  }

  private void grant(Story story) {
    var lineage = story.lineage();
    var grant = LineageText.grant(lineage, story.horizon().now());
    if (grant.isPresent()) {
      line("");
      lines("line", LineageText.drawn(lineage));
      lineage.replay().ifPresent(replay -> lines("verdict", LineageText.verdict(replay)));
      lines("grant", grant.stream().toList());
    }
  }

  private void calls(Calls calls) {
    if (calls.admitted() == 0 && calls.refused().isEmpty()) {
      return;
    }
    line("");
    calls
        .last()
        .ifPresent(last ->
            line(
                "calls    %d admitted%s, the last at %s"
                    .formatted(
                        calls.admitted(),
                        calls.cost().isPositive() ? ", which cost " + calls.cost() : "",
                        time(last))));
    calls
        .refused()
        .forEach(refused ->
            line(
                "refused  %d for %s (%s), the last at %s"
                    .formatted(
                        refused.count(),
                        refused.refusal(),
                        refused.about().name().toLowerCase(Locale.ROOT),
                        time(refused.last()))));
  }

  private void trouble(Story story, Trouble trouble) {
    var refusal = trouble.refusal();
    line("");
    line("failed   " + refusal + " at " + time(trouble.at()));
    line("cause    " + refusal.cause());
    evidence(trouble.evidence());
    trouble
        .difference()
        .ifPresent(difference -> line("         " + DifferenceText.of(difference, "known")));
    line("fix      " + refusal.fix());
    line("who      " + OwnerWords.of(story.owner().orElse(refusal.owner())));
    line("rule     " + refusal.specification());
  }

  private void evidence(Evidence evidence) {
    evidence.detail().ifPresent(detail -> line("evidence " + detail));
    evidence.asked().ifPresent(asked -> line("asked    " + asked));
    evidence.known().ifPresent(known -> line("known    " + known));
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
    symptom
        .likely()
        .forEach(
            cause -> line("likely   " + cause.said() + " (" + OwnerWords.of(cause.owner()) + ")"));
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

  /// A time as everything here writes it.
  static String time(Instant at) {
    return TIME.format(at);
  }

  private void lines(String label, List<String> lines) {
    for (var i = 0; i < lines.size(); i++) {
      line(String.format(Locale.ROOT, "%-8s %s", i == 0 ? label : "", lines.get(i)));
    }
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
