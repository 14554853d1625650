package dev.ninestep.app.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where a configuration is read from, the weakest first; a profile comes right after `command`.
///
/// @param command what the command itself brings
/// @param file a YAML file
/// @param environment the environment: overrides and secrets
/// @param found what was found out since, such as the port of a database just started
public record Sources(
    Map<String, String> command,
    Optional<Path> file,
    Map<String, String> environment,
    Map<String, String> found) {

  /// Reads and checks it all.
  ///
  /// @return the configuration, or everything that is wrong with it
  public Reading read() {
    var problems = new ArrayList<String>();
    var ofCommand = Layer.of(command, "the command line");
    var ofFile = file.flatMap(path -> parse(path, problems)).orElseGet(() -> new Layer(Map.of()));
    var ofEnvironment = EnvironmentLayer.of(environment);
    var ofProfile = profile(List.of(ofCommand, ofFile, ofEnvironment.layer()), problems);
    ofFile.leaves().forEach((key, leaf) -> misplaced(key, leaf.origin()).ifPresent(problems::add));

    var values =
        new Values(
            Layer.stack(
                List.of(
                    ofCommand,
                    ofProfile,
                    ofFile,
                    ofEnvironment.layer(),
                    Layer.of(found, "this start"))));
    return new Assembly(values, new Secrets(environment, problems), problems)
        .read(
            ofEnvironment.unknown().stream()
                .map(name -> name + ": no setting has this name; it is ignored")
                .toList());
  }

  private static Optional<Layer> parse(Path path, List<String> problems) {
    try {
      return Optional.of(YamlLayer.parse(Files.readString(path), path.toString()));
    } catch (IOException e) {
      problems.add("%s: cannot be read (%s)".formatted(path, Secrets.reason(e)));
    } catch (IllegalArgumentException e) {
      problems.add(e.getMessage());
    }
    return Optional.empty();
  }

  private static Layer profile(List<Layer> layers, List<String> problems) {
    var chosen = Layer.stack(layers).leaves().get(Settings.PROFILE.key());
    if (chosen == null) {
      return new Layer(Map.of());
    }
    return Profiles.find(chosen.text())
        .orElseGet(() -> {
          problems.add(
              "%s: expected one of %s, not '%s' (from %s)"
                  .formatted(
                      Settings.PROFILE.key(), Profiles.names(), chosen.text(), chosen.origin()));
          return new Layer(Map.of());
        });
  }

  /// Why a key may not stand in a file: it is a secret, or there is no such key.
  private static Optional<String> misplaced(String key, String origin) {
    var secret = Secrets.refusal(key).map(why -> "%s (from %s): %s".formatted(key, origin, why));
    if (secret.isPresent() || Settings.find(key).isPresent()) {
      return secret;
    }
    var meant = Nearest.to(key).map(near -> "; did you mean %s?".formatted(near)).orElse("");
    return Optional.of("%s (from %s): there is no such key%s".formatted(key, origin, meant));
  }
}
