package dev.ninestep.app.configuration;

import dev.ninestep.app.configuration.Configuration.Role;
import dev.ninestep.signal.Receiver;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Puts together who is told of revocations.
///
/// @param values the values
/// @param secrets reads what receivers want to be authorized by
/// @param problems gets what is wrong
record SignalAssembly(Values values, Secrets secrets, List<String> problems) {

  /// Whoever can be read; what of others is missing has been said.
  List<Receiver> read() {
    return IntStream.range(0, values.signals()).boxed().flatMap(this::receiver).toList();
  }

  private Stream<Receiver> receiver(int index) {
    var name = values.find(SignalSettings.NAME.at(index));
    var endpoint = values.find(SignalSettings.ENDPOINT.at(index));
    var authorization = authorization(index);
    return name.stream()
        .flatMap(it -> endpoint.stream().map(at -> receiver(index, it, at, authorization)));
  }

  private Receiver receiver(int index, String name, URI endpoint, Optional<String> authorization) {
    return new Receiver(
        name,
        endpoint,
        values.find(SignalSettings.AUDIENCE.at(index)).orElseGet(endpoint::toString),
        authorization,
        values.find(SignalSettings.RESOURCES.at(index)).orElse(Set.of()));
  }

  /// Whether this process is one that pushes: no other needs their secrets, or has them.
  private boolean isTransmitter() {
    return values.find(Settings.ROLES).stream().anyMatch(roles -> roles.contains(Role.PROJECTOR));
  }

  private Optional<String> authorization(int index) {
    var setting = SignalSettings.AUTHORIZATION.at(index);
    return values
        .find(setting)
        .filter(_ -> isTransmitter())
        .flatMap(file -> secrets.text(setting.key(), file))
        .filter(text -> {
          var isHeader = text.matches("[\\x20-\\x7e]*");
          if (!isHeader) {
            problems.add(setting.key() + ": the file holds what cannot stand in a header");
          }
          return isHeader;
        });
  }

  /// Says what does not go together.
  void check(List<Receiver> receivers, List<Configuration.Resource> resources) {
    var names = new HashSet<String>();
    for (var receiver : receivers) {
      if (!names.add(receiver.name())) {
        problems.add("signals.*.name: '%s' is there twice".formatted(receiver.name()));
      }
      receiver.resources().stream()
          .filter(uri -> resources.stream().noneMatch(r -> r.resource().uri().equals(uri)))
          .forEach(uri ->
              problems.add("signals.*.resources: %s is no resource of this server".formatted(uri)));
    }
  }
}
