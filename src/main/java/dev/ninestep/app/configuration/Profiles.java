package dev.ninestep.app.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The sets of defaults that come with the program.
final class Profiles {

  private static final List<String> SHIPPED = List.of("slima", "datalikers");

  private Profiles() {}

  static String names() {
    return String.join(", ", SHIPPED);
  }

  static Optional<Layer> find(String name) {
    return SHIPPED.contains(name) ? Optional.of(load(name)) : Optional.empty();
  }

  private static Layer load(String name) {
    try (var in = Profiles.class.getResourceAsStream("profile/" + name + ".yaml")) {
      if (in == null) {
        throw new IllegalStateException("profile " + name + " is not on the class path");
      }
      return YamlLayer.parse(
          new String(in.readAllBytes(), StandardCharsets.UTF_8), "profile " + name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
