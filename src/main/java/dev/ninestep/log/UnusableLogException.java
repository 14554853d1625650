package dev.ninestep.log;

import org.jspecify.annotations.Nullable;

/// The log is not such that anybody could decide by it: a topic is set up wrongly, records that are
/// needed are gone, or no broker answers. The message names topic, partition or setting.
public final class UnusableLogException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /// With what is wrong.
  ///
  /// @param message names the thing at fault
  public UnusableLogException(String message) {
    super(message);
  }

  /// With what is wrong and what showed it.
  ///
  /// @param message names the thing at fault
  /// @param cause what the client library said, if it said anything
  public UnusableLogException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
