package dev.ninestep.account;

import dev.ninestep.protocol.AuthorizationRequest;
import dev.ninestep.protocol.FlowId;
import java.util.Optional;
import java.util.stream.Stream;

/// Where a sign-in leads. The list is closed: no address is ever taken from a request, so the page
/// cannot be made to send anybody elsewhere.
sealed interface Destination {

  /// What stands before the flow that somebody of the support team wants to see.
  String FLOW = "flow-";

  /// What stands before the flow that an operator wants to do something about.
  String OPERATOR = "operator-";

  /// To the consent page of an authorization request.
  ///
  /// @param request the request
  /// @param sealed the request as it travels
  record Consent(AuthorizationRequest request, String sealed) implements Destination {}

  /// To the support console.
  record Support() implements Destination {}

  /// To a flow in the support console.
  ///
  /// @param told which flow
  record SupportFlow(FlowId told) implements Destination {}

  /// To the operators' page.
  ///
  /// @param about which flow something is to be done about, if one was named
  record Operator(Optional<FlowId> about) implements Destination {}

  /// To the apps the user has connected.
  record ConnectedApps() implements Destination {}

  /// The destination of those who come on their own.
  ///
  /// @param name what the query calls it
  /// @return the destination, or empty when there is none of that name
  static Optional<Destination> named(String name) {
    if (name.startsWith(FLOW)) {
      return FlowId.parse(name.substring(FLOW.length())).map(SupportFlow::new);
    }
    if (name.startsWith(OPERATOR)) {
      return FlowId.parse(name.substring(OPERATOR.length())).map(Optional::of).map(Operator::new);
    }
    return Stream.<Destination>of(
            new Support(), new Operator(Optional.empty()), new ConnectedApps())
        .filter(destination -> destination.query().equals("to=" + name))
        .findFirst();
  }

  /// The flow a sign-in on the way there belongs to.
  ///
  /// @return the request's flow, or empty when the user came on their own
  default Optional<FlowId> flow() {
    return switch (this) {
      case Consent(var request, _) -> Optional.of(request.flow());
      case Support _, SupportFlow _, Operator _, ConnectedApps _ -> Optional.empty();
    };
  }

  /// What the user may be called there, as far as the client says.
  ///
  /// @return the hint, if it was given one
  default Optional<String> loginHint() {
    return switch (this) {
      case Consent(var request, _) -> request.interaction().loginHint();
      case Support _, SupportFlow _, Operator _, ConnectedApps _ -> Optional.empty();
    };
  }

  /// What names it in the query of the sign-in page.
  ///
  /// @return the query, safe in a URL
  default String query() {
    return switch (this) {
      case Consent(_, var sealed) -> "request=" + sealed;
      case Support _ -> "to=support";
      case SupportFlow(var told) -> "to=" + FLOW + told;
      case Operator(var about) -> "to=operator" + about.map(flow -> "-" + flow).orElse("");
      case ConnectedApps _ -> "to=connected-apps";
    };
  }

  /// Its address.
  ///
  /// @param prefix what stands before the paths of the OAuth endpoints
  /// @return path and query
  default String location(String prefix) {
    return switch (this) {
      case Consent(_, var sealed) -> prefix + "/consent?request=" + sealed;
      case Support _ -> "/support";
      case SupportFlow(var told) -> "/support/flows/" + told;
      case Operator(var about) ->
          "/support/operator" + about.map(flow -> "?flow=" + flow).orElse("");
      case ConnectedApps _ -> "/settings/connected-apps";
    };
  }
}
