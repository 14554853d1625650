package dev.ninestep.app.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

/// A [Backend] in a process of its own.
///
/// @param process the process
/// @param port where it serves
record BackendProcess(Process process, int port) implements AutoCloseable {

  /// Starts one and waits until it serves.
  ///
  /// @param arguments those of [Backend]
  static BackendProcess start(String... arguments) throws IOException {
    var command =
        PodProcess.java(
            Stream.concat(Stream.of(Backend.class.getName()), Arrays.stream(arguments))
                .toArray(String[]::new));
    var process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    var output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    var port = output.readLine();
    if (port == null) {
      throw new IllegalStateException("it did not start: " + String.join(" ", arguments));
    }
    return new BackendProcess(process, Integer.parseInt(port));
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
