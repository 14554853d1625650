package dev.ninestep.acceptance;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The server scenarios of the conformance suite, unmodified, with an access token in the hand of
/// whoever needs one.
///
/// @param clients among which the suite is
record Conformance(NodeClients clients) {

  /// `server-SCENARIO-TIME`, the directory in which the checks of a scenario are.
  private static final Pattern RESULT = Pattern.compile("server-(.+)-\\d{4}-\\d{2}-\\d{2}T.*");

  /// Runs every scenario of the released revisions against a server.
  ///
  /// @param url its MCP endpoint
  /// @param token what each request carries
  /// @return by scenario, its checks in order: the id, how it ended, and what was wrong
  Map<String, List<String>> checks(String url, String token)
      throws IOException, InterruptedException {
    var results = Files.createTempDirectory(clients.directory(), "conformance");
    clients.printed(
        Map.of("ACCESS_TOKEN", token),
        Set.of(0, 1),
        clients.newerNode(),
        "--import",
        "./bearer.mjs",
        clients.script("@modelcontextprotocol/conformance/dist/index.js"),
        "server",
        "--url",
        url,
        "--output-dir",
        results.toString());
    var checks = new TreeMap<String, List<String>>();
    try (var scenarios = Files.newDirectoryStream(results)) {
      for (var scenario : scenarios) {
        var name = RESULT.matcher(scenario.getFileName().toString());
        if (name.matches()) {
          checks.put(name.group(1), read(scenario.resolve("checks.json")));
        }
      }
    }
    return checks;
  }

  private static List<String> read(Path file) throws IOException {
    var lines = new ArrayList<String>();
    for (var check : new JsonArray(Files.readString(file))) {
      if (check instanceof JsonObject one && !one.getString("status").equals("INFO")) {
        lines.add(
            one.getString("id")
                + " "
                + one.getString("status")
                + " "
                + one.getString("errorMessage", ""));
      }
    }
    return lines;
  }
}
