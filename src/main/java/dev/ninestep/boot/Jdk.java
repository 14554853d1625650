package dev.ninestep.boot;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** Where a Java 25 may be on this machine. */
final class Jdk {

  private static final String WANTED = "25";

  private Jdk() {}

  /**
   * The {@code java} of the first Java 25 found: this one, then what the environment names, then
   * the usual places.
   */
  static Optional<Path> find() {
    return homes().stream().filter(Jdk::isWanted).map(home -> home.resolve("bin/java")).findFirst();
  }

  private static List<Path> homes() {
    var homes = new ArrayList<Path>();
    add(homes, System.getProperty("java.home"));
    add(homes, System.getenv("JAVA25_HOME"));
    add(homes, System.getenv("JAVA_HOME"));
    addChildren(homes, Path.of("/usr/lib/jvm"));
    addChildren(homes, Path.of(System.getProperty("user.home"), ".sdkman/candidates/java"));
    var path = System.getenv("PATH");
    for (var dir : (path == null ? "" : path).split(File.pathSeparator)) {
      addOwner(homes, Path.of(dir, "java"));
    }
    return homes;
  }

  private static void add(List<Path> homes, String home) {
    if (home != null && !home.isBlank()) {
      homes.add(Path.of(home));
    }
  }

  private static void addChildren(List<Path> homes, Path dir) {
    if (!Files.isDirectory(dir)) {
      return;
    }
    try (var children = Files.list(dir)) {
      children.sorted().forEach(homes::add);
    } catch (IOException e) {
      // Unreadable: nothing to be found there.
    }
  }

  /** The command on the PATH is usually a chain of links into a JDK's bin. */
  private static void addOwner(List<Path> homes, Path java) {
    try {
      var bin = java.toRealPath().getParent();
      if (bin != null && bin.getParent() != null) {
        homes.add(bin.getParent());
      }
    } catch (IOException e) {
      // No java in this directory of the PATH.
    }
  }

  /**
   * Reads the file every JDK carries instead of starting it: a start costs 50 ms and there may be
   * ten of them.
   */
  private static boolean isWanted(Path home) {
    if (!Files.isExecutable(home.resolve("bin/java"))) {
      return false;
    }
    var release = new Properties();
    try (var in = Files.newInputStream(home.resolve("release"))) {
      release.load(in);
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
    var version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
    return version.equals(WANTED)
        || version.startsWith(WANTED + ".")
        || version.startsWith(WANTED + "-");
  }
}
