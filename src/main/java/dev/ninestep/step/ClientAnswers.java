package dev.ninestep.step;

import dev.ninestep.decision.Assurance;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Departure;
import dev.ninestep.exchange.RedirectAnswer;
import dev.ninestep.protocol.AuthorizationCode;
import dev.ninestep.protocol.AuthorizationRequest;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.Step;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/// Answers an authorization request at the client. A refusal goes there only with a user who is
/// known and, unless the client is assured, only when the user wants it to: or else anybody could
/// register a redirect_uri and have this server send people to it. An operator may decide
/// otherwise.
///
/// @param settings what the operator decided
/// @param with whom the steps work with
/// @param browser reads the session
/// @param departure sends browsers on
/// @spec https://datatracker.ietf.org/doc/html/draft-ietf-oauth-v2-1-15#section-7.13.2 OAuth 2.1
///   §7.13.2
record ClientAnswers(Settings settings, Collaborators with, Browser browser, Departure departure) {

  ClientAnswers(Settings settings, Collaborators with) {
    this(settings, with, new Browser(settings.issuer(), with), new Departure(with.pages()));
  }

  /// Where an answer goes.
  ///
  /// @param client the client
  /// @param to its proven redirect_uri
  /// @param state what goes back with it
  record Return(ClientId client, RedirectUri to, Optional<String> state) {

    static Return of(AuthorizationRequest request) {
      return new Return(request.client(), request.redirectUri(), request.state());
    }

    boolean isAssured() {
      return Assurance.holds(client, to);
    }
  }

  /// Sends a code.
  void code(RoutingContext context, Return back, AuthorizationCode code) {
    departure.atOnce(
        context,
        new RedirectAnswer(back.to, back.state, settings.issuer())
            .with("code", with.sealed().seal(code)));
  }

  /// Refuses at the client, or on a page of ours while nobody is signed in.
  void refuse(RoutingContext context, Step step, Refused refused, Return back) {
    if (browser.standingSession(context).isEmpty()) {
      with.refusals().page(context, step, refused);
      return;
    }
    var answer = with.refusals().answer(context, step, refused, back.to, back.state);
    if (back.isAssured() || settings.afterRefusal() == AfterRefusal.GO) {
      departure.atOnce(context, answer);
    } else {
      departure.byChoice(context, answer);
    }
  }

  /// Refuses what was asked without a page: at the client if it is assured, whoever sits at the
  /// browser, since then the answer reaches nobody else.
  void refuseSilently(RoutingContext context, Refused refused, Return back) {
    if (back.isAssured()) {
      departure.atOnce(
          context,
          with.refusals().answer(context, Step.AUTHORIZATION, refused, back.to, back.state));
    } else {
      refuse(context, Step.AUTHORIZATION, refused, back);
    }
  }
}
