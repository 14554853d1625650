package dev.ninestep.step;

import dev.ninestep.decision.RequestAuthorization;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.KeyThumbprint;
import dev.ninestep.protocol.Parameters;
import dev.ninestep.protocol.PushedRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Requests that clients hand in before a browser comes, and their way back.
///
/// @param with whom the steps work with
/// @spec https://www.rfc-editor.org/rfc/rfc9126#section-4 RFC 9126 §4
record PushedRequests(Collaborators with) {

  private static final String URN = "urn:ietf:params:oauth:request_uri:";

  /// What is kept of a request: never what the client proved itself with.
  private static final Set<String> KEPT =
      Set.of(
          "response_type",
          "response_mode",
          "redirect_uri",
          "scope",
          "state",
          "code_challenge",
          "code_challenge_method",
          "resource",
          "prompt",
          "max_age",
          "login_hint",
          RequestAuthorization.KEY,
          "request",
          "request_uri");

  /// What a browser comes with.
  sealed interface Arrived {

    /// A request, handed in before or not.
    record Asking(Parameters parameters) implements Arrived {}

    /// One that does not count.
    record Unusable(Refused refused) implements Arrived {}
  }

  /// What a client hands in, as a browser could have brought it.
  ///
  /// @param client who hands it in
  /// @param form what it sent
  /// @param key the key it has shown to hold, which the code will be bound to
  static Parameters kept(ClientId client, Parameters form, Optional<KeyThumbprint> key) {
    var values = new TreeMap<String, List<String>>();
    form.values()
        .forEach((name, all) -> {
          if (KEPT.contains(name)) {
            values.put(name, all);
          }
        });
    key.ifPresent(shown -> values.put(RequestAuthorization.KEY, List.of(shown.value())));
    values.put("client_id", List.of(client.value()));
    return new Parameters(values);
  }

  /// The request_uri for a request.
  String uri(PushedRequest request) {
    return URN + with.sealed().seal(request);
  }

  /// Puts what was handed in in the place of the request_uri that names it. Whatever else the
  /// browser brings is not read.
  Arrived arrived(RoutingContext context, Parameters brought) {
    var uri = brought.get("request_uri").filter(text -> text.startsWith(URN));
    if (uri.isEmpty()) {
      return new Arrived.Asking(brought);
    }
    var named = RequestAuthorization.clientOf(brought);
    named.ifPresent(Exchange.of(context)::isAbout);
    var opened = with.sealed().openPushedRequest(uri.get().substring(URN.length()));
    if (opened.isEmpty() || brought.repeated().isPresent()) {
      return unusable("it is cut, altered or sent twice");
    }
    var request = opened.get();
    Exchange.of(context).join(request.flow());
    if (!named.equals(Optional.of(request.client()))) {
      return new Arrived.Unusable(
          new Refused(
              Refusal.REQUEST_URI_UNUSABLE,
              Evidence.difference(
                  named.map(ClientId::value).orElse(""), request.client().value())));
    }
    return with.log().now().isAfter(request.expiresAt())
        ? unusable("expired at " + request.expiresAt())
        : new Arrived.Asking(request.parameters());
  }

  private static Arrived unusable(String why) {
    return new Arrived.Unusable(Refused.of(Refusal.REQUEST_URI_UNUSABLE, why));
  }
}
