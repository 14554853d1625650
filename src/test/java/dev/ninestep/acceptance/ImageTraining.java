package dev.ninestep.acceptance;

import dev.ninestep.embedded.KafkaOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Runs the program on the runtime and the class path of the image through the nine steps, so that
/// the JVM can write down what it has loaded and linked by then: the AOT cache of the image. The
/// build does so after `package`.
final class ImageTraining {

  private ImageTraining() {}

  /// Trains.
  ///
  /// @param args the directory that `src/build/Image.java` has laid out
  static void main(String[] args) throws Exception {
    var image = Path.of(args[0]).toAbsolutePath();
    var directory = Files.createDirectory(image.resolve("training/run"));
    var cache = Files.createDirectories(image.resolve("cache/app")).resolve("ninestep.aot");
    try (var pods = Pods.on(directory, KafkaOptions.defaults().forShortLife())) {
      var options = options(image, cache);
      var pod =
          pods.start(
              pods.kafka().bootstrapServers(),
              config ->
                  new ProcessBuilder(
                      image.resolve("runtime/opt/java/bin/java").toString(),
                      "@" + options,
                      "serve",
                      "--config",
                      config.toString()));
      pods.accounts(
          Map.of("NINESTEP_ACCOUNT_PASSWORD", Program.DEMO_PASSWORD), "create", "--login", "demo");
      NineSteps.walk(pod.base() + "/mcp", "demo", Program.DEMO_PASSWORD);
      // The JVM writes the cache when it ends, which closing waits for.
    }
    if (!Files.exists(cache)) {
      throw new IllegalStateException("the JVM has written no AOT cache");
    }
  }

  /// The options of the image, for where its parts lie now.
  private static Path options(Path image, Path cache) throws IOException {
    var text =
        Files.readString(image.resolve("start/app/java.options"))
            .replace("-XX:AOTCache=/app/ninestep.aot", "-XX:AOTCacheOutput=" + cache)
            .replaceAll("(?<=[\":])/app/", image + "/training/app/");
    return Files.writeString(image.resolve("training/java.options"), text);
  }
}
