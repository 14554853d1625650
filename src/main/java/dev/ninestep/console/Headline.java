package dev.ninestep.console;

import dev.ninestep.protocol.Step;
import dev.ninestep.trace.StepStatus;
import dev.ninestep.trace.Story;
import dev.ninestep.trace.StoryStep;
import dev.ninestep.trace.Symptom;
import java.util.Locale;

/// How a flow stands, in one line.
///
/// @param kind what to make of it
/// @param words the line
public record Headline(Kind kind, String words) {

  /// What to make of a flow.
  public enum Kind {
    /// It was refused, and nothing has mended that.
    REFUSED,
    /// Nothing was refused, and still it does not go on.
    STUCK,
    /// The client calls.
    CONNECTED,
    /// It has come as far as it has.
    UNDER_WAY;

    /// {@return its name in the stylesheet}
    public String css() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// The line for a story.
  ///
  /// @param story the story
  /// @return what stands at its top
  public static Headline of(Story story) {
    if (story.trouble().isPresent()) {
      var refusal = story.trouble().get().refusal();
      var where = story.steps().stream().filter(Headline::isRefused).findFirst();
      return new Headline(
          Kind.REFUSED,
          where.map(step -> "Refused at " + name(step) + ": ").orElse("") + refusal.description());
    }
    var stuck = story.symptoms().stream().filter(Headline::stops).findFirst();
    if (stuck.isPresent()) {
      return new Headline(Kind.STUCK, stuck.get().said());
    }
    if (story.steps().stream().anyMatch(Headline::isConnected)) {
      return new Headline(Kind.CONNECTED, "Connected: the client calls with its token.");
    }
    return story.steps().reversed().stream()
        .filter(step -> step.at().isPresent())
        .findFirst()
        .map(step -> new Headline(Kind.UNDER_WAY, "Came as far as " + name(step) + "."))
        .orElse(new Headline(Kind.UNDER_WAY, "Nothing is known of its steps."));
  }

  /// Whether a flow with this does not go on; the others are remarks about its client.
  static boolean stops(Symptom symptom) {
    return switch (symptom) {
      case NO_TOKEN_REQUEST, NO_CALL, NOTHING_AFTER_DISCOVERY, NO_BROWSER, NO_REFRESH -> true;
      case REGISTRATION_STORM, REGISTERS_ON_EVERY_CONNECT -> false;
    };
  }

  private static boolean isRefused(StoryStep step) {
    return step.status() == StepStatus.REFUSED && !step.inferred();
  }

  private static boolean isConnected(StoryStep step) {
    return step.status() == StepStatus.DONE
        && (step.step() == Step.CONNECTION || step.step() == Step.CALL);
  }

  private static String name(StoryStep step) {
    return "step " + step.step().number() + ", " + step.step().title();
  }
}
