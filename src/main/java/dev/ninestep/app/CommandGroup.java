package dev.ninestep.app;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// A command that is only the name of others: by itself it asks which.
abstract class CommandGroup implements Runnable {

  @SuppressWarnings("NullAway.Init") // set before a command runs
  @Spec
  private CommandSpec spec;

  /// What was typed, and where to answer.
  final CommandSpec spec() {
    return spec;
  }

  @Override
  public final void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }
}
