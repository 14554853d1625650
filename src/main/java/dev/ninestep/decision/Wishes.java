package dev.ninestep.decision;

import dev.ninestep.protocol.Interaction;
import dev.ninestep.protocol.Parameters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What an authorization request says about how to deal with the user.
///
/// @param prompts the words of `prompt`; those nobody knows say nothing
/// @param maxAge `max_age` as it was sent
/// @param loginHint `login_hint`, when it could be a name
record Wishes(List<String> prompts, Optional<String> maxAge, Optional<String> loginHint) {

  private static final int LONGEST_HINT = 200;

  static Wishes of(Parameters request) {
    return new Wishes(
        request.get("prompt").map(text -> List.of(text.trim().split(" +"))).orElse(List.of()),
        request.get("max_age"),
        request.get("login_hint").filter(Wishes::couldBeAName));
  }

  private static boolean couldBeAName(String hint) {
    return hint.length() <= LONGEST_HINT && hint.chars().noneMatch(Character::isISOControl);
  }

  /// Whether it wants no page and a page.
  boolean isContradictory() {
    return prompts.contains("none") && prompts.size() > 1;
  }

  boolean isMaxAgeMalformed() {
    return maxAge.filter(text -> !text.matches("[0-9]{1,9}")).isPresent();
  }

  /// What that means for a request that arrived at a certain time. Another account can only be
  /// chosen by signing in to it.
  Interaction at(Instant arrived) {
    var since =
        prompts.contains("login") || prompts.contains("select_account")
            ? Optional.of(arrived)
            : maxAge.map(text -> arrived.minus(Duration.ofSeconds(Integer.parseInt(text))));
    return new Interaction(prompts.contains("none"), prompts.contains("consent"), since, loginHint);
  }
}
