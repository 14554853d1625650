import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ninestep.boot.Flags;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.zip.ZipFile;

/// What every file of an image is dated by jib. The AOT cache is bound to the dates of the jars, so
/// the copies it is trained with have to be dated the same.
final FileTime DATE = FileTime.fromMillis(1_000);

final Pattern NATIVE_JAR = Pattern.compile(".*-linux-x86_64\\.jar");
final Pattern NATIVE_ENTRY = Pattern.compile("(?i)(.*/)?linux/(amd64|x86_64)/[^/]+\\.so");
final Pattern LOADED = Pattern.compile("\\s+(?:\\S+ => )?(/\\S+) \\(0x[0-9a-f]+\\)");
final Pattern MISSING = Pattern.compile("\\s+(\\S+) => not found");

/// Lays out in a directory what the image holds besides the class path, which jib adds, and the AOT
/// cache, which comes of running it; always the same bytes of the same sources, Java and C library:
///
/// - `runtime`: a Java of the modules that are named, and no others;
/// - `system`: the C library that it and the native parts of our jars need, as this machine has it;
/// - `start`: how to start, and what is in it (SBOM);
/// - `training`: the class path once more, not for the image but to train the AOT cache with.
///
/// It is told where Maven builds, the modules, and the directory.
void main(String[] args) throws IOException, InterruptedException {
  var target = Path.of(args[0]).toAbsolutePath();
  var image = Path.of(args[2]).toAbsolutePath();
  remove(image);
  // jib takes layers out of there again whose files have the same names and dates, which is all of
  // ours.
  remove(target.resolve("jib-cache"));
  var java = image.resolve("runtime/opt/java");
  link(args[1], java);
  var app = image.resolve("training/app");
  copy(target.resolve("ninestep.jar"), app.resolve("classpath/ninestep.jar"));
  var jars = jarsIn(target.resolve("lib"));
  for (var jar : jars) {
    copy(jar, app.resolve("libs").resolve(jar.getFileName()));
  }
  layOutSystem(image, java, jars);
  layOutStart(target, image.resolve("start/app"), jars);
  try (var files = Files.walk(image)) {
    for (var file : files.toList()) {
      Files.setLastModifiedTime(file, DATE);
    }
  }
}

/// A Java without what only a JDK needs.
void link(String modules, Path java) {
  var jlink = ToolProvider.findFirst("jlink").orElseThrow();
  var code =
      jlink.run(
          System.out,
          System.err,
          "--add-modules",
          modules,
          "--output",
          java.toString(),
          "--strip-java-debug-attributes",
          "--no-header-files",
          "--no-man-pages",
          "--compress=zip-6",
          // Else they lie as they were hashed, which is another order now and then, and classes for
          // method handles are made that are not the same twice; the AOT cache has its own.
          "--order-resources=**",
          "--disable-plugin",
          "generate-jli-classes");
  if (code != 0) {
    throw new IllegalStateException("jlink failed");
  }
}

List<Path> jarsIn(Path directory) throws IOException {
  try (var files = Files.list(directory)) {
    return files.sorted().toList();
  }
}

/// The C library, the files it reads, and /tmp: what a process needs that is not Java's.
void layOutSystem(Path image, Path java, List<Path> jars) throws IOException, InterruptedException {
  var system = image.resolve("system");
  var natives = new ArrayList<>(unpackedFrom(jars, image.resolve("natives")));
  natives.add(java.resolve("bin/java"));
  natives.add(java.resolve("lib/jspawnhelper"));
  try (var files = Files.walk(java)) {
    files.filter(file -> file.toString().endsWith(".so")).forEach(natives::add);
  }
  for (var library : neededBy(natives, image)) {
    copy(library, system.resolve(Path.of("/").relativize(library)));
  }
  remove(image.resolve("natives"));
  write(
      system.resolve("etc/passwd"),
      """
      root:x:0:0:root:/:/sbin/nologin
      ninestep:x:65532:65532:ninestep:/:/sbin/nologin
      """);
  write(
      system.resolve("etc/group"),
      """
      root:x:0:
      ninestep:x:65532:
      """);
  write(system.resolve("etc/nsswitch.conf"), "hosts: files dns\n");
  Files.createDirectories(system.resolve("tmp"));
  var licence = Path.of("usr/share/doc/libc6/copyright");
  if (Files.exists(Path.of("/").resolve(licence))) {
    copy(Path.of("/").resolve(licence), system.resolve(licence));
  }
}

/// The native libraries for this platform that jars carry and unpack when they are used.
List<Path> unpackedFrom(List<Path> jars, Path directory) throws IOException {
  var unpacked = new ArrayList<Path>();
  for (var jar : jars) {
    try (var zip = new ZipFile(jar.toFile())) {
      var isNative = NATIVE_JAR.matcher(jar.getFileName().toString()).matches();
      for (var entry : Collections.list(zip.entries())) {
        var name = entry.getName();
        if (isNative ? name.endsWith(".so") : NATIVE_ENTRY.matcher(name).matches()) {
          var file = directory.resolve(unpacked.size() + ".so");
          Files.createDirectories(directory);
          Files.copy(zip.getInputStream(entry), file);
          unpacked.add(file);
        }
      }
    }
  }
  return unpacked;
}

/// The libraries of this machine that are loaded with these files, their loader among them.
Set<Path> neededBy(List<Path> natives, Path image) throws IOException, InterruptedException {
  var printed = outputOf("ldd", natives);
  var missing =
      MISSING
          .matcher(printed)
          .results()
          .map(found -> found.group(1))
          // The others come after the JVM, which has loaded itself by then.
          .filter(name -> !name.equals("libjvm.so"))
          .toList();
  if (!missing.isEmpty()) {
    throw new IllegalStateException("this machine lacks " + missing);
  }
  return LOADED
      .matcher(printed)
      .results()
      .map(found -> Path.of(found.group(1)).normalize())
      .filter(library -> !library.startsWith(image))
      .collect(Collectors.toCollection(TreeSet::new));
}

/// The command line as a file, and the list of parts.
void layOutStart(Path target, Path app, List<Path> jars) throws IOException, InterruptedException {
  var classPath = new StringJoiner(":").add("/app/classpath/ninestep.jar");
  jars.forEach(jar -> classPath.add("/app/libs/" + jar.getFileName()));
  var options = new ArrayList<>(Flags.ofServer());
  options.add("-XX:AOTCache=/app/ninestep.aot");
  options.add("-cp");
  options.add(classPath.toString());
  options.add("dev.ninestep.app.Main");
  write(
      app.resolve("java.options"),
      options.stream().map(option -> "\"" + option + "\"\n").collect(Collectors.joining()));
  copy(Path.of("LICENSE"), app.resolve("LICENSE"));
  var bom = target.resolve("ninestep.cdx.json");
  writeBom(target.resolve("bom.json"), bom);
  copy(bom, app.resolve("ninestep.cdx.json"));
}

/// Maven knows the jars; Java and the C library are named here.
void writeBom(Path jars, Path whole) throws IOException, InterruptedException {
  if (!Files.exists(jars)) {
    throw new IllegalStateException(jars + " is not there: Maven lists the parts only without -o");
  }
  var json = new ObjectMapper();
  var bom = (ObjectNode) json.readTree(jars.toFile());
  var release = new Properties();
  try (var in = Files.newInputStream(Path.of(System.getProperty("java.home"), "release"))) {
    release.load(in);
  }
  var vendor = release.getProperty("IMPLEMENTOR", "").replace("\"", "");
  var version = release.getProperty("JAVA_RUNTIME_VERSION", "").replace("\"", "");
  addTo(bom, "platform", "openjdk", version, vendor);
  var library = outputOf("ldd", List.of(Path.of("--version"))).lines().findFirst().orElseThrow();
  addTo(bom, "library", "glibc", library.substring(library.lastIndexOf(' ') + 1), library);
  json.writerWithDefaultPrettyPrinter().writeValue(whole.toFile(), bom);
}

void addTo(ObjectNode bom, String type, String name, String version, String description) {
  var purl = "pkg:generic/" + name + "@" + version.replace("+", "%2B");
  bom.withArray("components")
      .addObject()
      .put("type", type)
      .put("bom-ref", purl)
      .put("name", name)
      .put("version", version)
      .put("description", description)
      .put("purl", purl);
}

String outputOf(String command, List<Path> arguments) throws IOException, InterruptedException {
  var line = new ArrayList<>(List.of(command));
  arguments.forEach(argument -> line.add(argument.toString()));
  var process = new ProcessBuilder(line).redirectErrorStream(true).start();
  var printed = new String(process.getInputStream().readAllBytes());
  process.waitFor();
  return printed;
}

void copy(Path from, Path to) throws IOException {
  Files.createDirectories(to.getParent());
  Files.copy(from, to);
}

void write(Path file, String text) throws IOException {
  Files.createDirectories(file.getParent());
  Files.writeString(file, text);
}

void remove(Path directory) throws IOException {
  if (Files.exists(directory)) {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
