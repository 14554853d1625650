package dev.ninestep.account;

import dev.ninestep.account.Arrivals.Arrival;
import dev.ninestep.event.Refusal;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.exchange.Refusals;
import dev.ninestep.fold.Client;
import dev.ninestep.fold.Ledger;
import dev.ninestep.protocol.AuthorizationRequest;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.SignInNonce;
import dev.ninestep.protocol.Step;
import dev.ninestep.token.SealedValues;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The sign-in page: says who asks, and carries a form that counts in this browser alone.
///
/// @param prefix what stands before the paths of the OAuth endpoints
/// @param sealed seals nonces
/// @param browser tells which browser it is
/// @param arrivals tells where it leads
/// @param ledger knows what clients call themselves
/// @param refusals renders what is refused
record SignInPage(
    String prefix,
    SealedValues sealed,
    Browser browser,
    Arrivals arrivals,
    Ledger ledger,
    Refusals refusals)
    implements Handler<RoutingContext> {

  private static final Duration OPEN_FOR = Duration.ofHours(1);

  @Override
  public void handle(RoutingContext context) {
    switch (arrivals.arrival(context)) {
      case Arrival.On(var destination) ->
          show(
              context,
              200,
              destination,
              Map.of("login", destination.loginHint().orElse(""), "notice", ""));
      case Arrival.Astray(var refused) -> refusals.page(context, Step.AUTHORIZATION, refused);
    }
  }

  /// The form once more. It says the same whether the name is unknown or the password wrong.
  void showAgain(RoutingContext context, Destination destination, String login) {
    var failed = Refusal.SIGN_IN_FAILED;
    show(
        context,
        failed.status(),
        destination,
        Map.of("login", login, "notice", failed.description() + " " + failed.fix()));
  }

  private void show(
      RoutingContext context, int status, Destination destination, Map<String, Object> typed) {
    var nonce =
        new SignInNonce(
            browser.name(context, OPEN_FOR),
            destination.flow(),
            arrivals.log().now().plus(OPEN_FOR));
    var shown = new HashMap<>(typed);
    shown.put("action", prefix + "/sign-in?" + destination.query());
    shown.put("nonce", sealed.seal(nonce));
    shown.put("reference", Exchange.of(context).flow().toString());
    switch (destination) {
      case Destination.Consent(var request, _) -> shown.putAll(whoAsks(request));
      case Destination.Support _, Destination.SupportFlow _ ->
          shown.put("place", "the support console");
      case Destination.Operator _ -> shown.put("place", "the operators’ page");
      case Destination.ConnectedApps _ -> shown.put("place", "your connected apps");
    }
    refusals.pages().show(context, status, "sign-in.jte", shown);
  }

  private Map<String, Object> whoAsks(AuthorizationRequest request) {
    return Map.of(
        "client",
        nameOf(request).orElse(request.client().toString()),
        "resource",
        request.resource().toString(),
        "returnsTo",
        request.redirectUri().host(),
        "staysHere",
        staysOnThisMachine(request.redirectUri()));
  }

  private Optional<String> nameOf(AuthorizationRequest request) {
    return switch (ledger.client(request.client())) {
      case Client.Registered(var metadata, _, _) -> Optional.of(metadata.name().toString());
      case Client.Unknown _, Client.Deactivated _, Client.Deleted _, Client.Closed _ ->
          Optional.empty();
    };
  }

  private static boolean staysOnThisMachine(RedirectUri uri) {
    return uri.isLoopback() || !uri.scheme().startsWith("http");
  }
}
