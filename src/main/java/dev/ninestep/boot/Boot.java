package dev.ninestep.boot;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The main class of the jar: finds a JDK 25 and starts the program on it. Compiled for Java 17, so
 * that {@code java -jar ninestep.jar} works, or says in words what is missing, on whatever {@code
 * java} the machine has.
 */
public final class Boot {

  /** The sysexits code for a service that is not available. */
  private static final int UNAVAILABLE = 69;

  /** Longer than the program gives its own verticles to drain. */
  private static final long STOP_SECONDS = 40;

  /** Commands that run a server, and so want the collector with the short pauses. */
  private static final Set<String> SERVERS = Set.of("dev", "serve", "bench");

  /** Commands that start the embedded Kafka and PostgreSQL. */
  private static final Set<String> EMBEDDING = Set.of("dev", "bench");

  private Boot() {}

  /**
   * Runs the program and ends with its exit code.
   *
   * @param args handed to the program as they are
   * @throws IOException if the program cannot be started
   * @throws InterruptedException never, in practice: nobody interrupts the main thread
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    var found = Jdk.find();
    if (found.isEmpty()) {
      System.err.println(
          "ninestep needs Java 25 and found only Java "
              + Runtime.version().feature()
              + ". Install a JDK 25 (Temurin: https://adoptium.net), or set JAVA25_HOME to the one"
              + " you have.");
      System.exit(UNAVAILABLE);
    }
    var child = new ProcessBuilder(commandLine(found.get(), args)).inheritIO().start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(child), "stop-ninestep"));
    System.exit(child.waitFor());
  }

  /** On a signal: passes it on, waits, and takes over the program's exit code. */
  private static void stop(Process child) {
    if (!child.isAlive()) {
      return;
    }
    try {
      // After Ctrl-C the terminal has told the child already; a second signal to a JVM that is
      // stopping changes nothing.
      child.destroy();
      if (!child.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        child.destroyForcibly().waitFor();
      }
      Runtime.getRuntime().halt(child.exitValue());
    } catch (InterruptedException e) {
      child.destroyForcibly();
    }
  }

  private static List<String> commandLine(Path java, String[] args) {
    var code = location();
    var dir = code.getParent();
    var libDev = dir.resolve("lib-dev");
    var command = command(args);

    var classPath = new ArrayList<String>();
    classPath.add(code.toString());
    classPath.add(dir.resolve("lib").resolve("*").toString());
    if (EMBEDDING.contains(command)) {
      classPath.add(libDev.resolve("*").toString());
    }

    var line = new ArrayList<String>();
    line.add(java.toString());
    line.addAll(SERVERS.contains(command) ? Flags.ofServer() : Flags.ofCommand());
    line.add("-Dninestep.lib.dev=" + libDev);
    line.add("-Dninestep.boot.pid=" + ProcessHandle.current().pid());
    var more = System.getenv("NINESTEP_JAVA_OPTS");
    if (more != null && !more.isBlank()) {
      line.addAll(List.of(more.trim().split("\\s+")));
    }
    line.add("-cp");
    line.add(String.join(File.pathSeparator, classPath));
    line.add("dev.ninestep.app.Main");
    line.addAll(List.of(args));
    return line;
  }

  private static String command(String[] args) {
    for (var arg : args) {
      if (!arg.startsWith("-")) {
        return arg;
      }
    }
    return "";
  }

  /** The jar this class came from, or target/classes. */
  private static Path location() {
    try {
      return Path.of(Boot.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toAbsolutePath();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the class path has an entry that is no path", e);
    }
  }
}
