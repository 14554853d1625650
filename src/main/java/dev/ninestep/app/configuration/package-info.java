/// What the program is told before it starts.
///
/// A configuration is a stack of layers, each a flat map from a key such as `http.port` to a text:
/// the defaults of [Settings], a profile, a YAML file, the environment. A later layer overrides an
/// earlier one leaf by leaf. [Settings] is the catalogue of every key: its form, its default and
/// its meaning; what is not in it is refused by name, with the nearest key that is.
///
/// ```java
/// switch (Configuration.read(Layers.of(YamlLayer.file(path), EnvironmentLayer.of(System.getenv())))) {
///   case Reading.Usable(var configuration, var warnings) -> serve(configuration);
///   case Reading.Unusable(var problems) -> problems.forEach(System.err::println);
/// }
/// ```
///
/// All that is wrong is said at once. Secrets are never settings: they come from a file that a
/// setting names, or from an environment variable.
@NullMarked
package dev.ninestep.app.configuration;

import org.jspecify.annotations.NullMarked;
