package dev.ninestep.app.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A program of a benchmark that serves in a process of its own, with the Java, the flags and the
/// class path of this one.
///
/// @param process the process
/// @param port where it serves
record Child(Process process, int port) implements AutoCloseable {

  /// What starts such a program.
  ///
  /// @param flags more of them
  /// @param mainAndArguments the class, and what it is told
  static ProcessBuilder java(List<String> flags, String... mainAndArguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ours());
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(mainAndArguments));
    return new ProcessBuilder(command);
  }

  /// The flags this process was started with, but for those that name its parent.
  private static List<String> ours() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-Dninestep.boot"))
        .toList();
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
