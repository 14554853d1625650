package dev.ninestep.console;

import dev.ninestep.event.Owner;
import dev.ninestep.trace.Story;
import dev.ninestep.trace.StoryStep;
import dev.ninestep.trace.Symptom;
import dev.ninestep.trace.Trouble;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a support agent may send to the customer as it is: what happened, what to do, who has to do
/// it, and the reference. It is made of the texts that describe a refusal or a symptom, and of
/// nothing a client may have written, so nobody can put words into the support team's mouth.
final class CustomerAnswer {

  private static final String PARAGRAPH = "\n\n";

  private CustomerAnswer() {}

  static String of(Story story) {
    var said =
        story
            .trouble()
            .map(CustomerAnswer::refused)
            .or(() ->
                story.symptoms().stream()
                    .filter(Headline::stops)
                    .findFirst()
                    .map(CustomerAnswer::stuck))
            .orElseGet(() -> fine(story));
    return "Hello," + PARAGRAPH + opening(story) + PARAGRAPH + said + PARAGRAPH + closing(story);
  }

  private static String opening(Story story) {
    return "thank you for writing. We have looked up your connection"
        + last(story).map(at -> " of " + Times.minute(at)).orElse("")
        + ".";
  }

  private static Optional<Instant> last(Story story) {
    return story
        .trouble()
        .map(Trouble::at)
        .or(() ->
            story.steps().stream().flatMap(step -> step.at().stream()).max(Instant::compareTo));
  }

  private static String refused(Trouble trouble) {
    var refusal = trouble.refusal();
    return "What happened: "
        + refusal.description()
        + " "
        + refusal.cause()
        + PARAGRAPH
        + "What to do: "
        + refusal.fix()
        + PARAGRAPH
        + whoActs(refusal.owner());
  }

  private static String whoActs(Owner owner) {
    return switch (owner) {
      case USER -> "You can do this yourself; nothing has to change on our side.";
      case CLIENT ->
          "This has to be changed in the app that connects: please pass it on to whoever makes or"
              + " configures it.";
      case OPERATOR -> "This is for us to do; you need not do anything but try again later.";
      case NETWORK ->
          "It lies between the app and us, such as in a firewall, a proxy or a connection that"
              + " drops: please pass it on to whoever runs your network.";
      case NOBODY -> "Nobody has to change anything: this is how a connection begins.";
    };
  }

  private static String stuck(Symptom symptom) {
    return "What happened: "
        + symptom.said()
        + " Nothing was refused on our side. In our experience it is one of these, the likeliest"
        + " first:\n"
        + symptom.causes().stream().map(cause -> "- " + cause).collect(Collectors.joining("\n"));
  }

  private static String fine(Story story) {
    return switch (Headline.of(story).kind()) {
      case CONNECTED ->
          "What happened: the app was connected and its calls were let through. We find nothing"
              + " that was refused.";
      case UNDER_WAY, REFUSED, STUCK ->
          "What happened: "
              + story.steps().reversed().stream()
                  .filter(step -> step.at().isPresent())
                  .findFirst()
                  .map(CustomerAnswer::asFarAs)
                  .orElse("we find nothing about it.")
              + PARAGRAPH
              + "What to do: start the connection in the app once more, and tell us the minute if"
              + " it stops again.";
    };
  }

  private static String asFarAs(StoryStep step) {
    return "it came as far as step %s (%s), and nothing was refused."
        .formatted(step.step().number(), step.step().title());
  }

  private static String closing(Story story) {
    return "If you write again, please name this reference: " + story.flow();
  }
}
