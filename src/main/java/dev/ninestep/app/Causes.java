package dev.ninestep.app;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/// What a failure says to somebody who does not read stack traces.
final class Causes {

  private Causes() {}

  /// The message of the failure inside the wrappers that threads put around it.
  static String words(Throwable failure) {
    var cause = failure.getCause();
    if (cause != null
        && (failure instanceof ExecutionException || failure instanceof CompletionException)) {
      return words(cause);
    }
    var message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
