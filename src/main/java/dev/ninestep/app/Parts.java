package dev.ninestep.app;

import dev.ninestep.app.configuration.Configuration.Role;
import dev.ninestep.console.Tails;
import dev.ninestep.gateway.Gateway;
import io.vertx.ext.web.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The roles of a process that serve HTTP, and at which port.
///
/// @param front at the port of everybody
/// @param apart at the port of the support team and operators, where they have one
/// @param gateways at the port of everybody
record Parts(List<Consumer<Router>> front, List<Consumer<Router>> apart, List<Gateway> gateways) {

  static Parts of(Foundation foundation, Tails tails, Teardown teardown) throws CannotStart {
    var roles = foundation.configuration().roles();
    var people = Optional.<Consumer<Router>>empty();
    var support = Optional.<Consumer<Router>>empty();
    var others = new ArrayList<Consumer<Router>>();
    if (roles.contains(Role.AUTH) || roles.contains(Role.SUPPORT)) {
      var signedIn = People.of(foundation, teardown);
      people = Optional.of(signedIn::mount);
      if (roles.contains(Role.SUPPORT)) {
        support = Optional.of(new SupportRole(foundation, signedIn.sessions(), tails)::mount);
      }
    }
    if (roles.contains(Role.AUTH)) {
      others.add(AuthRole.of(foundation)::mount);
    } else if (roles.contains(Role.GATEWAY)) {
      others.add(AuthRole.discovery(foundation)::mount);
    }
    var gateways =
        roles.contains(Role.GATEWAY)
            ? GatewayRole.of(foundation, teardown).gateways()
            : List.<Gateway>of();
    return arranged(
        foundation.configuration().support().isPresent(), people, support, others, gateways);
  }

  /// Who has a port of their own is served there and nowhere else, and signs in there.
  ///
  /// @param isApart whether the support team and operators have one
  /// @param people lets people sign in
  /// @param support serves the support team and operators
  /// @param others everything else
  /// @param gateways before the resources
  static Parts arranged(
      boolean isApart,
      Optional<Consumer<Router>> people,
      Optional<Consumer<Router>> support,
      List<Consumer<Router>> others,
      List<Gateway> gateways) {
    var front = new ArrayList<Consumer<Router>>();
    var apart = new ArrayList<Consumer<Router>>();
    people.ifPresent(front::add);
    if (isApart) {
      people.ifPresent(apart::add);
    }
    support.ifPresent(isApart ? apart::add : front::add);
    front.addAll(others);
    return new Parts(List.copyOf(front), List.copyOf(apart), gateways);
  }
}
