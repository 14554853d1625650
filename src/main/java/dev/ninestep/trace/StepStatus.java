package dev.ninestep.trace;

/// What came of a step.
public enum StepStatus {
  /// It was done.
  DONE("done"),
  /// It was refused, and nothing after that mended it.
  REFUSED("refused"),
  /// It was begun, and nothing came of it.
  UNFINISHED("unfinished"),
  /// It did not happen, and need not have: a later step did.
  SKIPPED("skipped"),
  /// It should have come next, and never came.
  NEVER_CAME("never came"),
  /// Whatever there was of it is older than what is kept of its kind.
  GONE("not kept");

  private final String words;

  StepStatus(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
