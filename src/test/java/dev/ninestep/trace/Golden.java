package dev.ninestep.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Stories as support reads them, each beside this class in a file of its own. Whoever changes what
/// is told sees it there, and finds the new ones in `target/golden`.
final class Golden {

  private Golden() {}

  /// Holds a story against its file.
  static void isTold(Story story, String name) {
    isTold(StoryText.of(story), name);
  }

  /// Holds a text against its file.
  static void isTold(String told, String name) {
    write(told, name);
    assertThat(told).as(name).isEqualTo(read(name));
  }

  /// The text of a file.
  ///
  /// @return `no such file`, when there is none
  static String read(String name) {
    try (var in = Golden.class.getResourceAsStream(name + ".txt")) {
      return in == null ? "no such file" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Leaves what is told now where it can be taken from.
  static void write(String told, String name) {
    try {
      var directory = Files.createDirectories(Path.of("target", "golden"));
      Files.writeString(directory.resolve(name + ".txt"), told);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
