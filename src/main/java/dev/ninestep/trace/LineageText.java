package dev.ninestep.trace;

import dev.ninestep.fold.Grant;
import dev.ninestep.fold.RevocationCause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The line of a grant, drawn: `code ─ 1 ─ 2 ✗ lost ─ 3 for 2 ⚠ 1 came again (race, 40 ms)`.
final class LineageText {

  private static final int WIDTH = 88;

  private LineageText() {}

  /// Draws the line, in as many lines as it needs; none where nothing was allowed.
  static List<String> drawn(Lineage lineage) {
    var pieces = new ArrayList<String>();
    var previous = -1;
    for (var generation : lineage.generations()) {
      var isNext = generation.number() == previous + 1;
      pieces.add((pieces.isEmpty() ? "" : isNext ? "─ " : "┄ ") + piece(generation));
      previous = generation.number();
    }
    end(lineage).filter(_ -> !pieces.isEmpty()).ifPresent(pieces::add);
    return wrapped(pieces);
  }

  private static String piece(Generation it) {
    var number = it.number() == 0 ? "code" : Integer.toString(it.number());
    var answer =
        switch (it.answer()) {
          case WRITTEN -> "";
          case LOST -> " ✗ lost";
          case UNKNOWN -> " ? no answer recorded";
        };
    return number
        + it.insteadOf().map(lost -> " for " + lost).orElse("")
        + (it.repeats() == 0 ? "" : " ↻ " + it.repeats())
        + answer;
  }

  private static Optional<String> end(Lineage lineage) {
    return lineage
        .replay()
        .map(it ->
            "⚠ %s came again (%s, %s)"
                .formatted(name(it.presented()), it.verdict(), Span.words(it.after())))
        .or(() ->
            lineage.grant() instanceof Grant.Revoked ? Optional.of("■ revoked") : Optional.empty());
  }

  private static String name(int generation) {
    return generation == 0 ? "the code" : Integer.toString(generation);
  }

  private static List<String> wrapped(List<String> pieces) {
    var lines = new ArrayList<String>();
    for (var piece : pieces) {
      if (!lines.isEmpty() && lines.getLast().length() + 1 + piece.length() <= WIDTH) {
        lines.add(lines.removeLast() + " " + piece);
      } else {
        lines.add(piece);
      }
    }
    return lines;
  }

  /// What a replay most likely was, and what speaks for it.
  static List<String> verdict(Replay it) {
    var lines = new ArrayList<String>();
    lines.add(
        "%s: %s came again %s after it had been replaced, at %s"
            .formatted(
                it.verdict(),
                it.presented() == 0 ? "the code" : "generation " + it.presented(),
                Span.words(it.after()),
                StoryText.time(it.at())));
    lines.addAll(it.evidence());
    return lines;
  }

  /// How the grant stands; nothing where nobody ever decided.
  ///
  /// @param lineage its line
  /// @param now the moment it is told for
  static Optional<String> grant(Lineage lineage, Instant now) {
    var allowed =
        lineage.scope().map(scope -> "; " + scope).orElse("")
            + lineage.resource().map(resource -> " at " + resource).orElse("");
    return switch (lineage.grant()) {
      case Grant.None _ -> Optional.empty();
      case Grant.Denied _ -> Optional.of("denied by the user");
      case Grant.CodeOutstanding s ->
          Optional.of(
              (now.isAfter(s.codeExpiresAt()) ? "code lapsed at " : "code outstanding until ")
                  + StoryText.time(s.codeExpiresAt())
                  + (s.tries().count() == 0
                      ? ""
                      : ", tried with a wrong verifier: " + s.tries().count())
                  + allowed);
      case Grant.Active s ->
          Optional.of(
              (now.isAfter(s.expiresAt()) ? "lapsed, generation " : "active, generation ")
                  + s.generation()
                  + "; refresh token until "
                  + StoryText.time(s.expiresAt())
                  + ", grant until "
                  + StoryText.time(s.lifetimes().endsAt())
                  + allowed);
      case Grant.AccessOnly s ->
          Optional.of("access token only, until " + StoryText.time(s.endsAt()) + allowed);
      case Grant.Revoked s ->
          Optional.of("revoked at " + StoryText.time(s.at()) + " " + why(s.cause()) + allowed);
      case Grant.Closed s ->
          Optional.of(
              "closed at " + StoryText.time(s.at()) + ": a record of it cannot be read" + allowed);
    };
  }

  private static String why(RevocationCause cause) {
    return switch (cause) {
      case BY_USER -> "by the user";
      case BY_CLIENT -> "by the client";
      case BY_OPERATOR -> "by an operator";
      case LEAKED -> "by the server: a refresh token was sent where others can read it";
      case CODE_REPLAYED -> "by the server: the code came again";
      case CODE_GUESSED -> "by the server: the code came too often with a wrong verifier";
      case REFRESH_REUSED, REFRESH_RACED -> "by the server: a rotated refresh token came again";
      case LOST_ANSWER_CAME ->
          "by the server: a refresh token came that another had been issued in place of";
    };
  }
}
