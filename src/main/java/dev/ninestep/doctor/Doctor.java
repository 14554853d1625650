package dev.ninestep.doctor;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Plays the client against one MCP server.
///
/// @param url the MCP URL, as users type it
/// @param signIn how a user signs in and allows
/// @param patience how long to wait for each answer
/// @param clientId a client_id the server knows already; else one is registered
/// @param callbackPort the port of this computer to be called back at, or 0 for any that is free
public record Doctor(
    URI url, SignIn signIn, Duration patience, Optional<String> clientId, int callbackPort) {

  /// Where nobody listens, nor needs to: a headless browser stops before it gets there.
  private static final int UNUSED_PORT = 33418;

  /// Goes through all steps, as far as they lead.
  ///
  /// @return what was found
  public Report examine() {
    var secrets = new Secrets();
    try (var wire = new Wire(patience);
        var browser = browser(wire)) {
      if (signIn instanceof SignIn.Headless headless) {
        secrets.keep(headless.password(), "PASSWORD", "of the user");
      }
      var findings = new Findings(wire, secrets);
      examine(new Visit(url, findings, secrets), browser);
      return new Report(url, findings.all(), secrets.origins());
    }
  }

  private Browser browser(Wire wire) {
    var callback =
        URI.create(
            "http://127.0.0.1:%d/callback"
                .formatted(callbackPort == 0 ? UNUSED_PORT : callbackPort));
    return switch (signIn) {
      case SignIn.Nobody _ -> new NoBrowser(callback);
      case SignIn.InBrowser user -> new OpenedBrowser(user, callbackPort);
      case SignIn.Headless user -> new HeadlessBrowser(wire, user, callback);
    };
  }

  private void examine(Visit visit, Browser browser) {
    var challenge = new ChallengeProbe(visit).run();
    if (!challenge.isThere()) {
      return;
    }
    var resource = new ResourceProbe(visit).run(challenge.metadata());
    var server = new ServerProbe(visit).run(resource.server());
    new RegistrationProbe(visit)
        .run(server, browser.callback(), clientId)
        .map(id -> new Client(server, id, browser.callback(), url, resource.scope()))
        .ifPresent(client -> examine(visit, browser, client));
  }

  private void examine(Visit visit, Browser browser, Client client) {
    var chance = new Chance();
    new AuthorizationProbe(visit, chance).run(client);
    var token = new TokenProbe(visit, chance, client);
    token.before();
    if (signIn instanceof SignIn.Nobody) {
      visit.findings().lack(Need.CODE, "nobody was to sign in");
      visit.findings().add(Check.REDIRECT_BACK, new Verdict.NotTried("nobody was to sign in"));
      return;
    }
    var user = new SignInProbe(visit, chance, browser);
    var tokens = user.run(client).flatMap(token::redeem);
    if (!browser.isPatient()) {
      visit
          .findings()
          .lack(Need.MORE_CODES, "it takes more codes, for which the user would be asked again");
    } else if (tokens.isPresent()) {
      token.cheat(user);
    } else {
      visit.findings().lack(Need.MORE_CODES, "no code became a token");
    }
    tokens.ifPresent(won -> {
      new CallProbe(visit, won.access()).run();
      won.refresh().ifPresent(token::refresh);
    });
  }
}
