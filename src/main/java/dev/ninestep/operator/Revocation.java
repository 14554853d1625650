package dev.ninestep.operator;

import dev.ninestep.projection.GrantFilter;
import java.util.Optional;

/// What an operator wants to have ended.
///
/// @param which the grants that are meant; something is named
/// @param by who wants it
/// @param reason why, if they say so: for whoever looks into it later
/// @param isDry whether it is only to be counted what would be ended
public record Revocation(GrantFilter which, String by, Optional<String> reason, boolean isDry) {

  private static final int LONGEST_REASON = 200;

  /// @throws IllegalArgumentException when nothing is named, since that would mean everything
  public Revocation {
    if (which.isEmpty()) {
      throw new IllegalArgumentException("nothing is named");
    }
  }

  /// Whether a text may be a reason.
  ///
  /// @param text what somebody gives as their reason
  /// @return true for 1 to 200 characters none of which is a control
  public static boolean isReason(String text) {
    return !text.isBlank()
        && text.length() <= LONGEST_REASON
        && text.chars().noneMatch(Character::isISOControl);
  }
}
