package dev.ninestep.boot;

import java.util.ArrayList;
import java.util.List;

/** What the JVM is told, by the launcher here and by the image in production. */
public final class Flags {

  private Flags() {}

  /**
   * For a process that serves.
   *
   * @return flags of JDK 25, without a class path
   */
  public static List<String> ofServer() {
    // What lives long is few, large arrays of numbers, so a pause stays below 10 ms, and no
    // collector takes processor time from the event loops in between.
    return withCommon("-XX:+UseParallelGC");
  }

  /**
   * For a command that is over in a second.
   *
   * @return flags of JDK 25, without a class path
   */
  public static List<String> ofCommand() {
    return withCommon("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
  }

  private static List<String> withCommon(String... own) {
    var flags = new ArrayList<String>();
    flags.add("-XX:+UseCompactObjectHeaders");
    flags.addAll(List.of(own));
    flags.add("--enable-native-access=ALL-UNNAMED");
    flags.add("--sun-misc-unsafe-memory-access=allow");
    flags.add("--add-opens=java.base/java.nio=ALL-UNNAMED");
    flags.add("--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED");
    flags.add("-Dio.netty.tryReflectionSetAccessible=true");
    return flags;
  }
}
