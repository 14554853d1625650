package dev.ninestep.doctor;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;

/// What the doctor found, with nothing secret in it.
public final class Report {

  private final URI url;
  private final List<Finding> findings;
  private final Map<String, String> variables;

  /// @param url the MCP URL
  /// @param findings every check of the catalogue
  /// @param variables what the shell variables of the command lines stand for
  Report(URI url, List<Finding> findings, Map<String, String> variables) {
    this.url = url;
    this.findings = List.copyOf(findings);
    this.variables = Map.copyOf(variables);
  }

  URI url() {
    return url;
  }

  List<Finding> findings() {
    return findings;
  }

  /// The shell variables that stand in a command line, and where each comes from.
  Map<String, String> variables() {
    var used = new java.util.TreeMap<String, String>();
    variables.forEach((name, origin) -> {
      if (findings.stream()
          .anyMatch(
              finding -> finding.curl().filter(line -> line.contains("$" + name)).isPresent())) {
        used.put(name, origin);
      }
    });
    return used;
  }

  long count(Class<? extends Verdict> kind) {
    return findings.stream().filter(finding -> kind.isInstance(finding.verdict())).count();
  }

  /// Whether a client that does as the specification says cannot connect, or a protection it relies
  /// on is missing.
  ///
  /// @return true when anything is broken
  public boolean isBroken() {
    return count(Verdict.Broken.class) > 0;
  }

  /// The report for a terminal.
  ///
  /// @param colour whether to use colours
  /// @return lines of text
  public String text(boolean colour) {
    return new TextReport(this, colour).toString();
  }

  /// The report for programs.
  ///
  /// @return `url`, counts, `checks` and `variables`
  public JsonObject json() {
    return JsonReport.of(this);
  }
}
