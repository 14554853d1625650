package dev.ninestep.acceptance;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Skips the tests of a class whose [Needs] are not met. It is asked about the class too and lets
/// it pass: of a class that is skipped as a whole, no report names the tests.
final class NeededCommands implements ExecutionCondition {

  private static final Map<String, Boolean> FOUND = new ConcurrentHashMap<>();

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return context
        .getTestMethod()
        .flatMap(_ -> missing(context.getRequiredTestClass()))
        .map(command -> ConditionEvaluationResult.disabled("needs " + command))
        .orElseGet(() -> ConditionEvaluationResult.enabled("nothing is missing"));
  }

  /// Whether the tests of a class can run, and what they share is to be started.
  static boolean areMet(Class<?> tests) {
    return missing(tests).isEmpty();
  }

  private static Optional<String> missing(Class<?> tests) {
    return Arrays.stream(tests.getAnnotation(Needs.class).value())
        .filter(command -> !FOUND.computeIfAbsent(command, NeededCommands::isThere))
        .findFirst();
  }

  private static boolean isThere(String command) {
    try {
      return new ProcessBuilder(command, "--version")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
