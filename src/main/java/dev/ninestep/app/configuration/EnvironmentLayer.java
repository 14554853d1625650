package dev.ninestep.app.configuration;

import dev.ninestep.app.configuration.Layer.Leaf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Reads overrides from the environment: the key in upper case, dots and dashes as underscores,
/// after `NINESTEP_`. An empty variable is as good as none.
///
/// @param layer the settings found
/// @param unknown variables that look like settings and are none. They are no error, since an
///   orchestrator adds variables of its own for a service of the same name.
record EnvironmentLayer(Layer layer, List<String> unknown) {

  private static final Pattern ELEMENT =
      Pattern.compile(Setting.ENVIRONMENT + "(RESOURCES|SIGNALS)_(\\d{1,3})_([A-Z_]+)");
  private static final String KAFKA_PROPERTY = Setting.ENVIRONMENT + "KAFKA_PROPERTIES_";
  private static final String SCOPE = Setting.ENVIRONMENT + "SCOPES_";

  /// Variables that are read elsewhere.
  private static final Set<String> NO_SETTINGS =
      Set.of(
          Secrets.POSTGRES_PASSWORD,
          Secrets.KEYS,
          "NINESTEP_DEMO_PASSWORD",
          "NINESTEP_SUPPORT_PASSWORD",
          "NINESTEP_ACCOUNT_PASSWORD",
          "NINESTEP_DOCTOR_PASSWORD",
          "NINESTEP_TOKEN",
          "NINESTEP_JAVA_OPTS",
          "NINESTEP_LOG_LEVEL",
          "NINESTEP_LOG_FORMAT");

  static EnvironmentLayer of(Map<String, String> environment) {
    var leaves = new LinkedHashMap<String, Leaf>();
    var unknown = new ArrayList<String>();
    new TreeMap<>(environment)
        .forEach((name, text) -> {
          if (!name.startsWith(Setting.ENVIRONMENT)
              || NO_SETTINGS.contains(name)
              || text.isEmpty()) {
            return;
          }
          key(name)
              .ifPresentOrElse(
                  key -> leaves.put(key, new Leaf(text, name)), () -> unknown.add(name));
        });
    return new EnvironmentLayer(new Layer(leaves), List.copyOf(unknown));
  }

  private static Optional<String> key(String variable) {
    var element = ELEMENT.matcher(variable);
    if (element.matches()) {
      var key =
          "%s.%d.%s"
              .formatted(
                  lower(element.group(1), '-'),
                  Integer.parseInt(element.group(2)),
                  lower(element.group(3), '-'));
      return Settings.find(key).map(_ -> key);
    }
    var setting =
        Settings.all().stream()
            .filter(s -> s.variable().equals(variable))
            .<String>map(Setting::key)
            .findFirst();
    return setting
        .or(() -> below(KAFKA_PROPERTY, Settings.KAFKA_PROPERTIES, variable, '.'))
        .or(() -> below(SCOPE, Settings.SCOPES, variable, '-'));
  }

  private static Optional<String> below(
      String variables, String keys, String variable, char between) {
    return variable.startsWith(variables)
        ? Optional.of(keys + lower(variable.substring(variables.length()), between))
        : Optional.empty();
  }

  private static String lower(String words, char between) {
    return words.toLowerCase(Locale.ROOT).replace('_', between);
  }
}
