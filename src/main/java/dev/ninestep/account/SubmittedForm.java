package dev.ninestep.account;

import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.Parameters;
import dev.ninestep.protocol.SignInNonce;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A sign-in form as it came back. What is checked here is where it came from: without that,
/// another site could sign a visitor in to an account of its own and read along.
///
/// @param sent what the form carried
/// @param isForeign whether the browser says that another site sent it
/// @param browser the cookie of the browser that sent it
/// @param nonce what the form's nonce proves, or empty when it did not open
/// @param flow the flow it was sent for
/// @param now the log's time, as well as it is known
/// @spec https://owasp.org/www-project-application-security-verification-standard/ ASVS 3.5.1
record SubmittedForm(
    Parameters sent,
    boolean isForeign,
    Optional<String> browser,
    Optional<SignInNonce> nonce,
    Optional<FlowId> flow,
    Instant now) {

  private record Check(String broken, Predicate<SubmittedForm> breaks) {}

  private static final List<Check> CHECKS =
      List.of(
          new Check("another site sent the form", SubmittedForm::isForeign),
          new Check("the browser sent no cookie", f -> f.browser.isEmpty()),
          new Check("the nonce does not open", f -> f.nonce.isEmpty()),
          new Check("the form was made for another browser", f -> !f.isOfThisBrowser()),
          new Check("the form was made for another request", f -> !f.isOfThisFlow()),
          new Check("the form was open for more than an hour", SubmittedForm::isLapsed));

  /// The first check that fails.
  ///
  /// @return the refusal, or empty when the form is one that this browser was shown for this flow
  Optional<Refused> refused() {
    var repeated = sent.repeated().map(name -> Refused.of(Refusal.PARAMETER_REPEATED, name));
    return repeated.or(() ->
        CHECKS.stream()
            .filter(check -> check.breaks.test(this))
            .findFirst()
            .map(check -> Refused.of(Refusal.SIGN_IN_FORGED, check.broken)));
  }

  private boolean isOfThisBrowser() {
    return MessageDigest.isEqual(bytes(nonce.map(SignInNonce::browser)), bytes(browser));
  }

  /// Of what is not there, none; that it is there is checked before.
  private static byte[] bytes(Optional<String> cookie) {
    return cookie.orElse("").getBytes(StandardCharsets.UTF_8);
  }

  private boolean isOfThisFlow() {
    return nonce.flatMap(SignInNonce::flow).equals(flow);
  }

  private boolean isLapsed() {
    return nonce.filter(n -> !now.isAfter(n.expiresAt())).isEmpty();
  }

  /// What was typed as the name.
  String name() {
    return sent.get("login").orElse("");
  }

  /// The name, if anybody can have it.
  Optional<Login> login() {
    return Login.parse(name());
  }

  /// The password, if anybody can have it.
  Optional<Password> password() {
    return sent.get("password").flatMap(Password::parse);
  }
}
