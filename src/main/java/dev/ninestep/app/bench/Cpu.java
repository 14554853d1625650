package dev.ninestep.app.bench;

import java.time.Duration;

/// Processor time of another process, user and system together, as the operating system counts it.
final class Cpu {

  private Cpu() {}

  /// @param pid a live process
  static Duration of(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .orElseThrow(() -> new IllegalStateException("no processor time of process " + pid));
  }
}
