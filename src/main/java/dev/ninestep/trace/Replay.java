package dev.ninestep.trace;

import dev.ninestep.event.Owner;
import dev.ninestep.event.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// A code or refresh token that came although its successor had been issued, and so ended the
/// grant.
///
/// @param presented the generation that came: 0 is the code
/// @param at when, in the log's time
/// @param after how long after its successor had been issued
/// @param verdict what it most likely was
/// @param evidence what speaks for that, a sentence each
public record Replay(
    int presented, Instant at, Duration after, Verdict verdict, List<String> evidence) {

  /// What a replay most likely was.
  public enum Verdict {
    /// The client never got the answer, and asked again.
    LOST_ANSWER(Owner.NETWORK),
    /// Two processes of one client hold the same token, and both used it.
    RACE(Owner.CLIENT),
    /// The client used an old copy: a backup, a second profile, a retry that came late.
    LATE_REPLAY(Owner.CLIENT),
    /// Somebody else has it: it came from another network.
    LIKELY_THEFT(Owner.USER);

    private final Owner owner;

    Verdict(Owner owner) {
      this.owner = owner;
    }

    /// {@return who has to act}
    public Owner owner() {
      return owner;
    }

    /// {@return its name in JSON}
    public String slug() {
      return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
      return slug().replace('_', ' ');
    }
  }

  /// Copies the list.
  public Replay {
    evidence = List.copyOf(evidence);
  }

  /// Whether a refusal is the answer to it.
  boolean isWhatFailed(Trouble trouble) {
    return switch (trouble.refusal()) {
      case CODE_REPLAYED, REFRESH_TOKEN_REUSED, REFRESH_TOKEN_OF_LOST_ANSWER -> true;
      case Refusal _ -> false;
    };
  }
}
