package dev.ninestep.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.sun.net.httpserver.HttpServer;
import dev.ninestep.embedded.KafkaOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What runs in production: the files of the image, and the program as it starts from them.
@Tag("process")
class ImageTest {

  /// To send; a registry and a pull count no others.
  private static final long MOST_BYTES = 150_000_000;

  private static UnpackedImage image;

  @BeforeAll
  static void unpack(@TempDir Path directory) throws Exception {
    image = UnpackedImage.of(Path.of(System.getProperty("ninestep.image")), directory);
  }

  private static Stream<UnpackedImage.Entry> files() {
    return image.entries().stream().filter(entry -> entry.mode().startsWith("-"));
  }

  @Test
  void nobodyIsRootThereAndNothingMakesThemRoot() {
    assertThat(image.config().path("User").asText()).isEqualTo(UnpackedImage.NOBODY);
    assertThat(image.entries())
        .allSatisfy(entry -> {
          assertThat(entry.mode()).as(entry.path()).doesNotContainIgnoringCase("s");
          assertThat(entry.owner()).as(entry.path()).isEqualTo("0/0");
        });
    assertThat(image.entries())
        .filteredOn(entry -> entry.mode().charAt(8) == 'w')
        .extracting(UnpackedImage.Entry::path)
        .containsExactly("tmp/");
  }

  @Test
  void nothingCanBeExecutedButJava() {
    assertThat(files().filter(entry -> entry.mode().contains("x")).map(UnpackedImage.Entry::path))
        .contains("opt/java/bin/java")
        .allMatch(
            path -> path.matches("opt/java/(bin/\\w+|lib/jspawnhelper|lib/jexec)|lib64/ld-.*"));
  }

  @Test
  void itHasTheClassPathOfProductionAndNothingOfTheEmbeddedParts() throws IOException {
    try (var jars = Files.list(Path.of(System.getProperty("ninestep.lib")))) {
      assertThat(names("app/libs/"))
          .containsExactlyInAnyOrderElementsOf(
              jars.map(jar -> jar.getFileName().toString()).toList());
    }
    assertThat(names("app/classpath/")).containsExactly("ninestep.jar");
    assertThat(names("app/libs/")).noneMatch(jar -> jar.matches("(kafka_|scala|embedded).*"));
    assertThat(names("app/"))
        .filteredOn(name -> !name.startsWith("jib-"))
        .containsExactlyInAnyOrder("LICENSE", "java.options", "ninestep.aot", "ninestep.cdx.json");
  }

  private static List<String> names(String directory) {
    return files()
        .map(UnpackedImage.Entry::path)
        .filter(path -> path.lastIndexOf('/') + 1 == directory.length())
        .filter(path -> path.startsWith(directory))
        .map(path -> path.substring(directory.length()))
        .toList();
  }

  /// The password is the one that was used to train the AOT cache.
  @Test
  void nothingSecretIsInIt() throws IOException {
    assertThat(files().map(UnpackedImage.Entry::path))
        .noneMatch(path -> path.matches(".*\\.(pem|key|p12|jks)|.*/keys\\.json"));
    for (var file : files().toList()) {
      var text = Files.readString(image.root().resolve(file.path()), StandardCharsets.ISO_8859_1);
      assertThat(text.contains(Program.DEMO_PASSWORD)).as(file.path()).isFalse();
    }
  }

  @Test
  void itIsSmallAndItsFilesAreOfNoDay() {
    var unpacked = files().mapToLong(UnpackedImage.Entry::size).sum();
    System.out.printf(
        "image: %.1f MB to send, %.1f MB unpacked%n", image.bytes() / 1e6, unpacked / 1e6);
    assertThat(image.bytes()).isLessThan(MOST_BYTES);
    assertThat(image.entries()).extracting(UnpackedImage.Entry::date).containsOnly("1970-01-01");
  }

  /// It holds what the JVM happened to do, so it is another one in every build.
  @Test
  void theAotCacheIsALayerOfItsOwn() {
    assertThat(image.layers().getLast())
        .extracting(UnpackedImage.Entry::path)
        .containsExactly("app/", "app/ninestep.aot");
    assertThat(image.layers().stream().limit(image.layers().size() - 1L).flatMap(List::stream))
        .extracting(UnpackedImage.Entry::path)
        .doesNotContain("app/ninestep.aot");
  }

  /// Java, the C library, how to start and the bill of materials; of the jars Maven says so, and of
  /// layers jib.
  @Test
  void whatIsLaidOutAgainIsTheSameToTheByte(@TempDir Path directory) throws Exception {
    var first = Path.of(System.getProperty("ninestep.image.files"));
    var again = directory.resolve("image");
    layOut(first.getParent(), again);
    for (var part : List.of("system", "runtime", "start")) {
      assertThat(contents(again.resolve(part))).as(part).isEqualTo(contents(first.resolve(part)));
    }
  }

  private static void layOut(Path target, Path image) throws IOException, InterruptedException {
    var line =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("ninestep.jar") + ":" + System.getProperty("ninestep.lib") + "/*",
            "src/build/Image.java",
            target.toString(),
            System.getProperty("ninestep.image.modules"),
            image.toString());
    var process = new ProcessBuilder(line).redirectErrorStream(true).start();
    var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
  }

  /// Each file below a directory, with what stands for its bytes.
  private static Map<Path, String> contents(Path directory) throws Exception {
    var found = new TreeMap<Path, String>();
    try (var files = Files.walk(directory)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        found.put(directory.relativize(file), HexFormat.of().formatHex(sum));
      }
    }
    return found;
  }

  @Test
  void theBillOfMaterialsNamesEveryPart() throws IOException {
    var bom = new ObjectMapper().readTree(image.root().resolve("app/ninestep.cdx.json").toFile());
    assertThat(bom.path("bomFormat").asText()).isEqualTo("CycloneDX");
    var parts =
        StreamSupport.stream(bom.path("components").spliterator(), false)
            .map(part -> part.path("name").asText() + "-" + part.path("version").asText())
            .toList();
    for (var jar : names("app/libs/")) {
      assertThat(parts).anyMatch(part -> jar.startsWith(part));
    }
    assertThat(parts).anyMatch(part -> part.startsWith("openjdk-25"));
    assertThat(parts).anyMatch(part -> part.startsWith("glibc-"));
  }

  @Test
  void theClusterRunsItAsItIs() throws IOException {
    var yaml = new YAMLMapper();
    var named = yaml.readTree(Path.of("k8s/base/kustomization.yaml").toFile()).at("/images/0");
    assertThat(image.name())
        .isEqualTo(named.path("name").asText() + ":" + named.path("newTag").asText());
    var pod = yaml.readTree(Path.of("k8s/base/pod.yaml").toFile()).at("/spec/template/spec");
    var container = pod.at("/containers/0");
    assertThat(container.has("command")).isFalse();
    assertThat(words(container.path("args"))).isEqualTo(words(image.config().path("Cmd")));
    var user = pod.path("securityContext");
    assertThat(user.path("runAsUser").asText() + ":" + user.path("runAsGroup").asText())
        .isEqualTo(image.config().path("User").asText());
    var written = container.path("volumeMounts").findValuesAsText("mountPath");
    image
        .config()
        .path("Volumes")
        .fieldNames()
        .forEachRemaining(volume -> assertThat(written).contains(volume));
  }

  private static List<String> words(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  /// Its Java has all that the program needs, and the sender of its spans.
  @Test
  void theNineStepsWorkOnItWithAFileSystemThatCannotBeWritten(@TempDir Path directory)
      throws Exception {
    assumeThat(UnpackedImage.canRun()).as("unshare makes a container").isTrue();
    var spans = new AtomicLong();
    var collector = collector(spans);
    try (var pods = Pods.on(directory, KafkaOptions.defaults().forShortLife())) {
      var began = System.nanoTime();
      var pod =
          pods.start(
              pods.kafka().bootstrapServers(),
              config -> serving(config, directory, collector.getAddress().getPort()));
      System.out.printf(
          "image: ready %.1f s after its start, beside a broker and a database%n",
          (System.nanoTime() - began) / 1e9);
      pods.accounts(
          Map.of("NINESTEP_ACCOUNT_PASSWORD", Program.DEMO_PASSWORD), "create", "--login", "demo");
      NineSteps.walk(pod.base() + "/mcp", "demo", Program.DEMO_PASSWORD);
    } finally {
      collector.stop(0);
    }
    // Whatever was left was sent when the pod ended.
    assertThat(spans).as("bytes of spans").hasPositiveValue();
  }

  /// @param bytes counts what it takes
  private static HttpServer collector(AtomicLong bytes) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/traces",
        exchange -> {
          bytes.addAndGet(exchange.getRequestBody().readAllBytes().length);
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static ProcessBuilder serving(Path config, Path directory, int collector) {
    var builder = image.serving(config);
    builder
        .environment()
        .put("NINESTEP_TRACING_ENDPOINT", "http://127.0.0.1:" + collector + "/v1/traces");
    builder.environment().put("NINESTEP_TRACING_PERCENT", "100");
    builder.environment().put("NINESTEP_KEYS", Pods.keysIn(directory));
    // A cache that does not fit ends the JVM; without this it would start slowly.
    builder.environment().put("JAVA_TOOL_OPTIONS", "-XX:AOTMode=on");
    return builder;
  }
}
