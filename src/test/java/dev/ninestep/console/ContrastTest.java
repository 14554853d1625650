package dev.ninestep.console;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The colours of all pages, light and dark, can be told apart by those who see less.
///
/// @spec https://www.w3.org/TR/WCAG22/#contrast-minimum WCAG 2.2, 1.4.3 and 1.4.11
class ContrastTest {

  private static final Pattern COLOR = Pattern.compile("--([a-z-]+): #([0-9a-f]{6});");
  private static final double OF_TEXT = 4.5;
  private static final double OF_SHAPES = 3;

  /// What is written upon what.
  private static final List<List<String>> TEXTS =
      List.of(
          List.of("ink", "paper"),
          List.of("ink", "ground"),
          List.of("ink", "band"),
          List.of("quiet", "paper"),
          List.of("quiet", "ground"),
          List.of("accent", "paper"),
          List.of("accent", "ground"),
          List.of("accent-ink", "accent"),
          List.of("then", "then-ground"),
          List.of("quiet", "then-ground"),
          List.of("warn", "warn-ground"),
          List.of("bad", "bad-ground"),
          List.of("bad", "paper"),
          List.of("bad", "ground"),
          List.of("good", "good-ground"));

  /// What is drawn upon what.
  private static final List<List<String>> SHAPES =
      List.of(
          List.of("edge", "paper"),
          List.of("edge", "ground"),
          List.of("accent", "paper"),
          List.of("good", "paper"),
          List.of("bad", "paper"),
          List.of("then", "paper"),
          List.of("then", "ground"),
          List.of("glyph", "good"),
          List.of("glyph", "bad"));

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyColourStandsOutFromWhatIsBehindIt(boolean dark) throws IOException {
    var colors = new HashMap<>(colors("ninestep.css", dark));
    colors.putAll(colors("console.css", dark));
    TEXTS.forEach(pair ->
        assertThat(contrast(colors, pair))
            .as("text %s, dark %s", pair, dark)
            .isGreaterThanOrEqualTo(OF_TEXT));
    SHAPES.forEach(pair ->
        assertThat(contrast(colors, pair))
            .as("shape %s, dark %s", pair, dark)
            .isGreaterThanOrEqualTo(OF_SHAPES));
  }

  /// The first block is for light, the second for dark.
  private static Map<String, Integer> colors(String file, boolean dark) throws IOException {
    try (var css = ContrastTest.class.getResourceAsStream("/dev/ninestep/exchange/" + file)) {
      var blocks =
          new String(requireNonNull(css).readAllBytes(), StandardCharsets.UTF_8)
              .split("prefers-color-scheme: dark", -1);
      var colors = new HashMap<String, Integer>();
      COLOR
          .matcher(dark ? blocks[1] : blocks[0])
          .results()
          .forEach(color -> colors.put(color.group(1), Integer.parseInt(color.group(2), 16)));
      return colors;
    }
  }

  private static double contrast(Map<String, Integer> colors, List<String> pair) {
    var first = luminance(requireNonNull(colors.get(pair.getFirst()), pair.getFirst()));
    var second = luminance(requireNonNull(colors.get(pair.getLast()), pair.getLast()));
    return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
  }

  private static double luminance(int color) {
    return 0.2126 * linear(color >> 16) + 0.7152 * linear(color >> 8) + 0.0722 * linear(color);
  }

  private static double linear(int channel) {
    var value = (channel & 0xff) / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}
