package dev.ninestep.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReadmeTest {

  /// The table in the README is this text; a setting that is added belongs there too.
  @Test
  void theReadmeListsEverySettingAsItIs() throws IOException {
    assertThat(Files.readString(Path.of("README.md"))).contains(table());
  }

  private static String table() {
    return "| key | default | meaning |\n|---|---|---|\n"
        + Settings.all().stream().map(ReadmeTest::row).collect(Collectors.joining());
  }

  private static String row(Setting<?> setting) {
    var byDefault =
        switch (setting.presence()) {
          case Setting.Presence.Default(var text) -> text.isEmpty() ? "" : "`" + text + "`";
          case Setting.Presence.Required _ -> "required";
          case Setting.Presence.Optional _ -> "";
        };
    return "| `%s` | %s | %s |\n".formatted(setting.key(), byDefault, setting.meaning());
  }
}
