package dev.ninestep.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The roots and modules of Terraform, as HashiCorp's own parser reads them. What providers would
/// check (names of arguments, types, values) is not checked here.
public final class Terraform {

  private static final Path ALL = Path.of("infra/terraform");

  /// Each is planned and applied by itself.
  private static final List<Path> ROOTS = List.of(ALL.resolve("cloud"), ALL.resolve("log"));

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern REFERENCE =
      Pattern.compile("(?<![\\w.])((?:data\\.|ephemeral\\.)?(?:aws|kafka)_\\w+\\.\\w+)");

  private static final String PINNED = "\\d+\\.\\d+\\.\\d+|>= \\d+\\.\\d+\\.\\d+, < \\d+\\.0\\.0";

  /// What a kind of resource has to say, wherever it is.
  private record Held(String type, String place, String value) {}

  private static final List<Held> HELD =
      List.of(
          new Held("aws_kms_key", "/enable_key_rotation", "true"),
          new Held(
              "aws_msk_cluster", "/encryption_info/0/encryption_in_transit/0/client_broker", "TLS"),
          new Held(
              "aws_msk_cluster", "/encryption_info/0/encryption_in_transit/0/in_cluster", "true"),
          new Held(
              "aws_msk_cluster",
              "/encryption_info/0/encryption_at_rest_kms_key_arn",
              "${aws_kms_key.log.arn}"),
          new Held("aws_msk_cluster", "/client_authentication/0/unauthenticated", "false"),
          new Held(
              "aws_msk_cluster",
              "/broker_node_group_info/0/connectivity_info/0/public_access/0/type",
              "DISABLED"),
          new Held("aws_msk_cluster", "/lifecycle/0/prevent_destroy", "true"),
          new Held("aws_secretsmanager_secret", "/kms_key_id", "${aws_kms_key.log.arn}"),
          new Held("aws_secretsmanager_secret_policy", "/block_public_policy", "true"),
          new Held("aws_db_instance", "/storage_encrypted", "true"),
          new Held("aws_db_instance", "/deletion_protection", "true"),
          new Held("aws_db_instance", "/publicly_accessible", "false"),
          new Held("aws_db_instance", "/multi_az", "true"),
          new Held("aws_db_instance", "/skip_final_snapshot", "false"),
          new Held("aws_db_instance", "/manage_master_user_password", "true"),
          new Held("aws_db_instance", "/lifecycle/0/prevent_destroy", "true"),
          new Held("kafka_topic", "/lifecycle/0/prevent_destroy", "true"));

  /// A directory.
  ///
  /// @param blocks by address, such as `variable.region` or `resource.aws_kms_key.log`
  /// @param text of all its files, to look for uses in
  private record Module(Map<String, JsonNode> blocks, String text) {

    Stream<String> names(String kind) {
      return blocks.keySet().stream()
          .filter(address -> address.startsWith(kind + "."))
          .map(address -> address.substring(kind.length() + 1));
    }

    JsonNode block(String address) {
      return blocks.getOrDefault(address, MissingNode.getInstance());
    }
  }

  private final Map<Path, Module> modules = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();

  private Terraform(List<String> lines) {
    for (var directory : lines.stream().map(Terraform::directory).distinct().toList()) {
      var own = lines.stream().filter(line -> directory(line).equals(directory)).toList();
      modules.put(directory, module(own));
    }
  }

  /// Every file there is.
  ///
  /// @return paths from the project's root
  public static List<Path> files() {
    try (var files = Files.walk(ALL)) {
      return files.filter(file -> file.toString().endsWith(".tf")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Every file there is, and what they read, elsewhere.
  ///
  /// @param directory where the project's root would be
  /// @return where the copy of `infra/terraform` is
  static Path copy(Path directory) throws IOException {
    for (var from : List.of(ALL, Path.of("k8s/kafka"))) {
      try (var files = Files.walk(from)) {
        for (var file : files.filter(Terraform::isOurs).toList()) {
          var to = directory.resolve(file);
          Files.createDirectories(to.getParent());
          Files.copy(file, to);
        }
      }
    }
    return directory.resolve(ALL);
  }

  private static boolean isOurs(Path file) {
    return Files.isRegularFile(file) && !file.toString().contains("/.terraform");
  }

  /// What is wrong with it.
  ///
  /// @param lines what `terraform.mjs` prints, a file a line
  /// @return a sentence each
  public static List<String> faults(List<String> lines) {
    var terraform = new Terraform(lines);
    terraform.modules.forEach(terraform::look);
    for (var root : ROOTS) {
      terraform.modules.get(root).names("module").forEach(name -> terraform.call(root, name));
      terraform.pins(root);
    }
    HELD.forEach(terraform::hold);
    return terraform.faults;
  }

  private static Path directory(String line) {
    return Path.of("")
        .toAbsolutePath()
        .relativize(Path.of(read(line).path("file").asText()).getParent());
  }

  private static JsonNode read(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Module module(List<String> lines) {
    var blocks = new LinkedHashMap<String, JsonNode>();
    for (var line : lines) {
      for (var kind : read(line).path("body").properties()) {
        var isTyped = Set.of("resource", "data", "ephemeral").contains(kind.getKey());
        for (var named : kind.getValue().properties()) {
          if (isTyped) {
            named
                .getValue()
                .properties()
                .forEach(one ->
                    blocks.put(
                        String.join(".", kind.getKey(), named.getKey(), one.getKey()),
                        one.getValue().path(0)));
          } else {
            blocks.put(kind.getKey() + "." + named.getKey(), named.getValue().path(0));
          }
        }
        if (kind.getValue().isArray()) {
          blocks.put(kind.getKey() + ".", kind.getValue().path(0));
        }
      }
    }
    return new Module(blocks, String.join("\n", lines));
  }

  private void require(boolean isSo, String otherwise) {
    if (!isSo) {
      faults.add(otherwise);
    }
  }

  /// What every module is held to by itself.
  private void look(Path directory, Module module) {
    module
        .names("variable")
        .forEach(name -> {
          var variable = module.block("variable." + name);
          require(
              !variable.path("description").asText().isEmpty(),
              directory + ": variable " + name + " has no description");
          require(variable.has("type"), directory + ": variable " + name + " has no type");
          require(isUsed(module, "var." + name), directory + ": variable " + name + " is not used");
        });
    module
        .names("output")
        .forEach(name ->
            require(
                !module.block("output." + name).path("description").asText().isEmpty(),
                directory + ": output " + name + " has no description"));
    references(module.text)
        .filter(Predicate.not(reference -> module.blocks.containsKey(address(reference))))
        .forEach(reference -> faults.add(directory + ": there is no " + reference));
    require(
        !module.text.contains("\"cidr_"),
        directory + ": opens a port to addresses and not to a group");
  }

  private static boolean isUsed(Module module, String expression) {
    return Pattern.compile(Pattern.quote(expression) + "\\b").matcher(module.text).find();
  }

  private static Stream<String> references(String text) {
    return REFERENCE.matcher(text).results().map(found -> found.group(1)).distinct();
  }

  private static String address(String reference) {
    return reference.startsWith("data.") || reference.startsWith("ephemeral.")
        ? reference
        : "resource." + reference;
  }

  /// What is given to a module is what it asks for, and what it answers is used.
  private void call(Path directory, String name) {
    var root = modules.get(directory);
    var call = root.block("module." + name);
    var source = call.path("source").asText();
    var called = modules.get(directory.resolve(source).normalize());
    require(
        source.startsWith("../modules/") && called != null,
        "module " + name + ": " + source + " is not here");
    if (called == null) {
      return;
    }
    var given = new TreeSet<String>();
    call.fieldNames().forEachRemaining(given::add);
    given.remove("source");
    var wanted = called.names("variable").collect(Collectors.toCollection(TreeSet::new));
    require(wanted.containsAll(given), "module " + name + " knows not all of " + given);
    wanted.removeIf(variable -> called.block("variable." + variable).has("default"));
    require(given.containsAll(wanted), "module " + name + " wants all of " + wanted);
    called
        .names("output")
        .forEach(output ->
            require(
                ROOTS.stream()
                    .map(modules::get)
                    .anyMatch(one -> isUsed(one, "module." + name + "." + output)),
                "module " + name + ": output " + output + " is not used"));
    Pattern.compile("module\\." + name + "\\.(\\w+)")
        .matcher(root.text)
        .results()
        .map(found -> found.group(1))
        .forEach(output ->
            require(
                called.blocks.containsKey("output." + output),
                "module " + name + " has no output " + output));
  }

  /// A provider is of one version, or from one on and below the next that may break us.
  private void pins(Path root) {
    var settings = modules.get(root).block("terraform.");
    require(settings.has("required_version"), root + ": no version of Terraform is required");
    settings
        .at("/required_providers/0")
        .properties()
        .forEach(provider ->
            require(
                provider.getValue().path("version").asText().matches(PINNED),
                root + ": provider " + provider.getKey() + " is not pinned"));
  }

  private void hold(Held held) {
    var found =
        modules.values().stream()
            .flatMap(module ->
                module.blocks.entrySet().stream()
                    .filter(block -> block.getKey().startsWith("resource." + held.type + ".")))
            .toList();
    require(!found.isEmpty(), "there is no " + held.type);
    found.forEach(block ->
        require(
            block.getValue().at(held.place).asText().equals(held.value),
            block.getKey() + held.place + " is not " + held.value));
  }
}
