package dev.ninestep.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Secrets that were used, and the search for a trace of them in what was kept.
final class Canaries {

  /// Shorter ones would be found by chance.
  private static final int SHORTEST = 12;

  private final Map<String, Set<String>> forms = new LinkedHashMap<>();

  /// Adds a secret under a name that may be printed.
  void add(String name, String secret) {
    if (secret.length() < SHORTEST) {
      throw new IllegalArgumentException(name + " is too short to be searched for");
    }
    forms.put(name, formsOf(secret));
  }

  /// How many secrets are searched for.
  int count() {
    return forms.size();
  }

  /// The secret itself, and what it looks like encoded; base64 at each of the three places where it
  /// can begin inside something longer.
  private static Set<String> formsOf(String secret) {
    var bytes = secret.getBytes(UTF_8);
    var all = new LinkedHashSet<String>();
    all.add(new String(bytes, ISO_8859_1));
    all.add(URLEncoder.encode(secret, UTF_8));
    all.add(URLEncoder.encode(secret, UTF_8).replace("+", "%20"));
    all.add(HexFormat.of().formatHex(bytes));
    all.add(HexFormat.of().withUpperCase().formatHex(bytes));
    for (var before = 0; before < 3; before++) {
      var padded = new byte[before + bytes.length];
      System.arraycopy(bytes, 0, padded, before, bytes.length);
      var inside = Base64.getEncoder().withoutPadding().encodeToString(padded);
      // The ends depend on what stands beside the secret.
      var certain = inside.substring(before == 0 ? 0 : before + 1, inside.length() - 3);
      all.add(certain);
      all.add(certain.replace('+', '-').replace('/', '_'));
    }
    return all;
  }

  /// The names of the secrets that occur in some bytes.
  List<String> in(byte[] bytes) {
    var text = new String(bytes, ISO_8859_1);
    var found = new ArrayList<String>();
    forms.forEach((name, some) -> {
      if (some.stream().anyMatch(text::contains)) {
        found.add(name);
      }
    });
    return found;
  }
}
