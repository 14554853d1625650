package dev.ninestep.account;

import dev.ninestep.exchange.Exchanges;
import dev.ninestep.exchange.FormOrigin;
import dev.ninestep.exchange.HostCookie;
import dev.ninestep.exchange.Recorder;
import dev.ninestep.exchange.Refusals;
import dev.ninestep.fold.Aggregate;
import dev.ninestep.fold.Ledger;
import dev.ninestep.protocol.Step;
import dev.ninestep.token.Mint;
import dev.ninestep.token.SealedValues;
import io.vertx.ext.web.Router;

/// Step 3, between the authorization request and consent: the user proves who they are.
///
/// `GET {prefix}/sign-in?request=…` shows the form and `POST` takes it back; then the browser goes
/// on to `{prefix}/consent?request=…`, with a session. `?to=support` leads to the support console
/// instead, `?to=connected-apps` to what the user has connected. `POST {prefix}/sign-out` makes the
/// browser forget.
public final class SignIn {

  private final String prefix;
  private final Refusals refusals;
  private final SignInPage page;
  private final SignInStep step;
  private final SignOut out;

  /// Sign-in of one issuer.
  ///
  /// @param prefix what stands before the paths of the OAuth endpoints: empty, or such as `/oauth`
  /// @param sealed opens requests, seals and opens nonces
  /// @param mint names browsers
  /// @param ledger knows clients, and which accounts are suspended
  /// @param recorder writes that a user signed in
  /// @param refusals renders what is refused
  /// @param credentials tells whose name and password they are
  /// @param sessions begins a session
  /// @param rules how often anybody may be wrong
  public SignIn(
      String prefix,
      SealedValues sealed,
      Mint mint,
      Ledger ledger,
      Recorder<Aggregate> recorder,
      Refusals refusals,
      Credentials credentials,
      Sessions sessions,
      SignInRules rules) {
    var issuer = refusals.issuer();
    var browser = new Browser(HostCookie.browser(issuer), new FormOrigin(issuer), mint);
    var arrivals = new Arrivals(sealed, recorder.log());
    this.prefix = prefix;
    this.refusals = refusals;
    this.page = new SignInPage(prefix, sealed, browser, arrivals, ledger, refusals);
    this.step =
        new SignInStep(
            prefix,
            sealed,
            browser,
            arrivals,
            ledger,
            recorder,
            refusals,
            credentials,
            sessions,
            page,
            new SignInThrottle(rules, mint, ledger, recorder),
            new HeldSignIns(refusals, page));
    this.out = new SignOut(browser, sessions, recorder, refusals);
  }

  /// Adds the routes.
  ///
  /// @param router one that has [Exchanges] and failures on it
  public void mount(Router router) {
    var signIn = prefix + "/sign-in";
    var signOut = prefix + "/sign-out";
    router.get(signIn).handler(page);
    router.post(signIn).handler(step);
    router.route(signIn).handler(refusals.otherMethods(Step.AUTHORIZATION, "GET, POST"));
    router.post(signOut).handler(out);
    router.route(signOut).handler(refusals.otherMethods(Step.AUTHORIZATION, "POST"));
  }
}
