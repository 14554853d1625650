package dev.ninestep.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads the texts of the refusals from the resources `refusals/*.md`, which are written to be read
/// as they are:
///
/// ```
/// ## CODE_EXPIRED
///
/// The authorization code has expired.
///
/// - Cause: The code was presented after its lifetime ended.
/// - Fix: Authorize again.
/// - Rule: OAuth 2.1 §4.1.2
/// ```
///
/// Every entry has these four parts in this order; a line may go on in the next one.
final class RefusalTexts {

  /// The resources, in the order of the flow.
  private static final List<String> FILES =
      List.of(
          "mcp.md",
          "registration.md",
          "client-document.md",
          "authorization.md",
          "sign-in.md",
          "consent.md",
          "token.md",
          "identity.md",
          "exchange.md",
          "grant.md",
          "dpop.md",
          "revocation.md",
          "request.md",
          "settings.md",
          "support.md",
          "money.md",
          "operator.md");

  private static final Pattern ENTRY =
      Pattern.compile("([A-Z0-9_]+) (.+) - Cause: (.+) - Fix: (.+) - Rule: (.+)");

  private RefusalTexts() {}

  /// All texts by the name of their constant.
  ///
  /// @throws IllegalStateException if an entry lacks a part or a name comes twice
  static Map<String, RefusalText> read() {
    var texts = new HashMap<String, RefusalText>();
    for (var file : FILES) {
      parse(file, resource(file))
          .forEach((name, text) -> {
            if (texts.put(name, text) != null) {
              throw new IllegalStateException("two texts in refusals/*.md for " + name);
            }
          });
    }
    return Map.copyOf(texts);
  }

  /// The entries of one file, in its order.
  ///
  /// @param file its name, for the message
  /// @param markdown what it holds
  /// @return the texts by the name of their constant
  /// @throws IllegalStateException if an entry lacks a part or a name comes twice
  static Map<String, RefusalText> parse(String file, String markdown) {
    var texts = new LinkedHashMap<String, RefusalText>();
    var entries = markdown.split("(?m)^## ", -1);
    for (int i = 1; i < entries.length; i++) {
      var entry = entries[i].strip().replaceAll("\\s+", " ");
      var parts = ENTRY.matcher(entry);
      if (!parts.matches()) {
        throw new IllegalStateException(
            "an entry of refusals/" + file + " without all its parts: " + entry);
      }
      var text = new RefusalText(parts.group(2), parts.group(3), parts.group(4), parts.group(5));
      if (texts.put(parts.group(1), text) != null) {
        throw new IllegalStateException("two texts in refusals/" + file + " for " + parts.group(1));
      }
    }
    return texts;
  }

  private static String resource(String file) {
    try (var in = RefusalTexts.class.getResourceAsStream("refusals/" + file)) {
      if (in == null) {
        throw new IllegalStateException("the resource refusals/" + file + " is missing");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("refusals/" + file + " cannot be read", e);
    }
  }
}
