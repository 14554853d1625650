package dev.ninestep.console;

import dev.ninestep.trace.Span;
import dev.ninestep.trace.StepStatus;
import dev.ninestep.trace.Story;
import dev.ninestep.trace.StoryStep;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The steps of a story as they are drawn: a stop for each, and on the way to it how long was
/// waited for them. A step that never came is a stop nobody reached, and not left out.
///
/// @param stops the stops, from left to right
public record Timeline(List<Stop> stops) {

  private static final int APART = 108;

  /// A step on the line.
  ///
  /// @param x where its middle is
  /// @param step the step
  /// @param waited how long they took to come with it; empty when nobody knows
  public record Stop(int x, StoryStep step, String waited) {

    /// {@return where the way to it begins; the first stop has none}
    public int from() {
      return x - APART;
    }

    /// {@return the middle of the way to it}
    public int between() {
      return x - APART / 2;
    }

    /// {@return whether something happened here}
    public boolean isReached() {
      return isReached(step.status());
    }

    private static boolean isReached(StepStatus status) {
      return switch (status) {
        case DONE, REFUSED, UNFINISHED -> true;
        case SKIPPED, NEVER_CAME, GONE -> false;
      };
    }
  }

  /// Copies the list.
  public Timeline {
    stops = List.copyOf(stops);
  }

  /// Draws a story.
  ///
  /// @param story the story
  /// @return its line
  public static Timeline of(Story story) {
    var stops = new ArrayList<Stop>();
    for (var step : story.steps()) {
      stops.add(
          new Stop(
              APART / 2 + stops.size() * APART, step, step.waited().map(Span::words).orElse("")));
    }
    return new Timeline(stops);
  }

  /// {@return how wide the drawing is}
  public int width() {
    return stops.size() * APART;
  }

  /// {@return the same in words, for who cannot see it}
  public String described() {
    return stops.stream()
        .map(stop ->
            "Step %s, %s: %s"
                .formatted(stop.step.step().number(), stop.step.step().title(), stop.step.status()))
        .collect(Collectors.joining(". ", "", "."));
  }
}
