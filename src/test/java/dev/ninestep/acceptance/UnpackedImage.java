package dev.ninestep.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// The image that the build has made, unpacked as a container runtime would.
///
/// @param name what it is called, with its tag
/// @param config how it is run
/// @param root its files
/// @param layers of each layer its files as tar lists them: mode, numbers of owner and group, size,
///   day, time and path
/// @param bytes what is sent when it is pushed
record UnpackedImage(
    String name, JsonNode config, Path root, List<List<Entry>> layers, long bytes) {

  /// A user nobody has.
  static final String NOBODY = "65532:65532";

  private static final ObjectMapper JSON = new ObjectMapper();

  /// What a container runtime gives a container: a root that cannot be written, and beside it /tmp,
  /// /proc, /dev and who is who on the network.
  private static final String CONTAINER =
      """
      set -e
      root=$1; shift
      mount --bind "$root" "$root"
      mount -o remount,bind,ro "$root"
      mount -t tmpfs -o mode=1777 none "$root/tmp"
      mount --rbind /proc "$root/proc"
      mount --rbind /dev "$root/dev"
      mount --bind /etc/hosts "$root/etc/hosts"
      mount --bind /etc/resolv.conf "$root/etc/resolv.conf"
      exec chroot "$@"
      """;

  /// A file of the image.
  ///
  /// @param mode as `ls` writes it
  /// @param owner user and group by number
  /// @param size in bytes
  /// @param date its day
  /// @param path from the root, without a slash before it
  record Entry(String mode, String owner, long size, String date, String path) {

    private static Entry of(String line) {
      var parts = line.split("\\s+", 6);
      return new Entry(parts[0], parts[1], Long.parseLong(parts[2]), parts[3], parts[5]);
    }
  }

  /// Unpacks it.
  ///
  /// @param tar an OCI layout
  /// @param directory where to
  static UnpackedImage of(Path tar, Path directory) throws IOException, InterruptedException {
    var layout = Files.createDirectory(directory.resolve("layout"));
    var root = Files.createDirectory(directory.resolve("root"));
    tar("-xf", tar.toString(), "-C", layout.toString());
    var first = JSON.readTree(layout.resolve("index.json").toFile()).at("/manifests/0");
    var manifest = JSON.readTree(blob(layout, first).toFile());
    var layers = new ArrayList<List<Entry>>();
    for (var layer : manifest.path("layers")) {
      var file = blob(layout, layer).toString();
      layers.add(tar("-tvzf", file, "--numeric-owner", "--utc").lines().map(Entry::of).toList());
      tar("-xpzf", file, "-C", root.toString());
    }
    return new UnpackedImage(
        first.at("/annotations/org.opencontainers.image.ref.name").asText(),
        JSON.readTree(blob(layout, manifest.path("config")).toFile()).path("config"),
        root,
        List.copyOf(layers),
        Files.size(tar));
  }

  /// All of its files.
  List<Entry> entries() {
    return layers.stream().flatMap(List::stream).toList();
  }

  private static Path blob(Path layout, JsonNode descriptor) {
    return layout.resolve("blobs").resolve(descriptor.path("digest").asText().replace(':', '/'));
  }

  private static String tar(String... arguments) throws IOException, InterruptedException {
    var line = new ArrayList<>(List.of("tar", "--warning=no-unknown-keyword"));
    line.addAll(List.of(arguments));
    var process = new ProcessBuilder(line).redirectErrorStream(true).start();
    var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", line) + ": " + printed);
    }
    return printed;
  }

  /// Whether this machine lets us make a container: root may, and others where they may have a
  /// namespace of their own.
  static boolean canRun() {
    try {
      return new ProcessBuilder(unshared(List.of("true"))).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Its entry point and its own arguments, with this configuration where it looks for one.
  ///
  /// @param file the configuration
  /// @return what starts it in a container
  ProcessBuilder serving(Path file) {
    try {
      var configuration = Files.createDirectories(root.resolve("etc/ninestep"));
      Files.copy(file, configuration.resolve("ninestep.yaml"), StandardCopyOption.REPLACE_EXISTING);
      var _ = configuration.resolve("ninestep.yaml").toFile().setReadable(true, false);
      for (var mounted : List.of("proc", "dev")) {
        Files.createDirectories(root.resolve(mounted));
      }
      for (var mounted : List.of("etc/hosts", "etc/resolv.conf")) {
        Files.write(root.resolve(mounted), new byte[0]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var command = new ArrayList<>(List.of("sh", "-c", CONTAINER, "container", root.toString()));
    if (isRoot()) {
      command.add("--userspec=" + NOBODY);
    }
    command.add(root.toString());
    config.path("Entrypoint").forEach(word -> command.add(word.asText()));
    config.path("Cmd").forEach(word -> command.add(word.asText()));
    var builder = new ProcessBuilder(unshared(command));
    builder.environment().clear();
    config
        .path("Env")
        .forEach(variable -> {
          var pair = variable.asText().split("=", 2);
          builder.environment().put(pair[0], pair[1]);
        });
    builder.environment().put("PATH", System.getenv("PATH"));
    return builder;
  }

  private static List<String> unshared(List<String> command) {
    var line = new ArrayList<>(List.of("unshare", isRoot() ? "-m" : "-rm"));
    line.addAll(command);
    return line;
  }

  private static boolean isRoot() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
