package dev.ninestep.decision;

import static dev.ninestep.decision.Rule.refuse;

import dev.ninestep.event.AssertionPresented;
import dev.ninestep.event.Caller;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.fold.OneTime;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.IdentityAssertion;
import dev.ninestep.protocol.Issuer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Does an assertion prove which user a client acts for? It counts once on all pods together, so
/// the last word is the log's.
///
/// @param identity what the assertion claims, or empty when it cannot be read
/// @param client the authenticated client
/// @param provider who may have made it
/// @param issuer who this server is: the only audience it may have
/// @param isSigned whether the provider signed it
/// @param attempt names this presentation
/// @param now the log's time, as well as it is known
/// @param caller who called
/// @spec https://datatracker.ietf.org/doc/html/draft-ietf-oauth-identity-assertion-authz-grant
///   Identity Assertion Authorization Grant §4.4.1
/// @spec https://www.rfc-editor.org/rfc/rfc7523#section-3 RFC 7523 §3
public record JudgeIdentity(
    Optional<IdentityAssertion> identity,
    ClientRegistered client,
    IdentityProvider provider,
    Issuer issuer,
    boolean isSigned,
    AttemptId attempt,
    Instant now,
    Caller caller) {

  private static final String TYPE = "oauth-id-jag+jwt";

  /// What has to be remembered of an assertion is remembered until it expires.
  private static final Duration LONGEST_LIFE = Duration.ofHours(1);

  private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

  private static final List<Rule<Read>> RULES =
      List.of(
          refuse(
              Refusal.IDENTITY_ASSERTION_WRONG,
              r -> r.identity.type().filter(TYPE::equalsIgnoreCase).isEmpty(),
              r -> Evidence.of("typ is " + r.identity.type().orElse("missing"))),
          refuse(
              Refusal.IDENTITY_ASSERTION_WRONG,
              r -> !r.identity.issuer().equals(r.by.provider.issuer()),
              r -> Evidence.difference(r.identity.issuer(), r.by.provider.issuer())),
          refuse(
              Refusal.IDENTITY_ASSERTION_WRONG,
              r -> r.identity.demands().isPresent(),
              r -> Evidence.of(r.identity.demands().orElse("") + " is not supported")),
          refuse(
              Refusal.IDENTITY_ASSERTION_WRONG_AUDIENCE,
              r -> !r.identity.audience().equals(List.of(r.by.issuer.value())),
              r ->
                  Evidence.difference(
                      String.join(" ", r.identity.audience()), r.by.issuer.value())),
          refuse(
              Refusal.IDENTITY_ASSERTION_OF_ANOTHER_CLIENT,
              r -> !r.identity.client().equals(r.by.client.client()),
              r -> Evidence.difference(r.by.client.client().value(), r.identity.client().value())),
          refuse(
              Refusal.IDENTITY_CLIENT_NOT_TRUSTED,
              r -> !r.by.provider.mayVouchTo(r.by.client.client())),
          refuse(
              Refusal.IDENTITY_ASSERTION_NOT_NOW,
              r -> !r.by.now.isBefore(r.identity.expiresAt()),
              r -> Evidence.of("expired at " + r.identity.expiresAt())),
          refuse(
              Refusal.IDENTITY_ASSERTION_NOT_NOW,
              r -> r.identity.expiresAt().isAfter(r.by.now.plus(LONGEST_LIFE).plus(CLOCKS_APART)),
              r -> Evidence.of("expires only at " + r.identity.expiresAt())),
          refuse(
              Refusal.IDENTITY_ASSERTION_NOT_NOW,
              r -> r.validFrom().isAfter(r.by.now.plus(CLOCKS_APART)),
              r -> Evidence.of("not valid before " + r.validFrom())),
          refuse(
              Refusal.IDENTITY_ASSERTION_WRONG,
              r -> !r.by.isSigned,
              _ -> Evidence.of("not signed with a key of the identity provider")));

  /// The command with its assertion read, so that the table needs no empty case.
  private record Read(JudgeIdentity by, IdentityAssertion identity) {

    Instant validFrom() {
      return identity.notBefore().filter(identity.issuedAt()::isBefore).orElse(identity.issuedAt());
    }
  }

  /// What becomes of the assertion.
  public sealed interface Result {

    /// It proves the user, if it comes for the first time: append this, and ask for the outcome.
    ///
    /// @param identity what it claims
    /// @param event the fact to append
    record Once(IdentityAssertion identity, AssertionPresented event) implements Result {}

    /// It proves nothing.
    ///
    /// @param refused the first rule broken
    record Unproven(Refused refused) implements Result {}
  }

  /// Decides before the log has spoken.
  ///
  /// @return the fact to append first, or the first rule broken
  public Result decide() {
    return identity
        .map(this::decide)
        .orElseGet(() ->
            new Result.Unproven(
                Refused.of(
                    Refusal.IDENTITY_ASSERTION_WRONG,
                    "not a JWT with iss, sub, aud, client_id, iat, exp and jti")));
  }

  private Result decide(IdentityAssertion read) {
    return Rule.firstBroken(RULES, new Read(this, read))
        .<Result>map(Result.Unproven::new)
        .orElseGet(() ->
            new Result.Once(
                read,
                new AssertionPresented(
                    attempt, client.client(), idHash(read), read.expiresAt(), caller)));
  }

  /// An id is the provider's: no id of a client, which is kept behind its client_id, is like it.
  private static String idHash(IdentityAssertion read) {
    return Hashes.sha256(" " + read.issuer() + " " + read.id());
  }

  /// What the state right after the fact means.
  ///
  /// @param after what is kept of the assertion after the fact was folded
  /// @return why the assertion proves nothing, or empty when it does
  public Optional<Refused> outcome(OneTime after) {
    return switch (after) {
      case OneTime.Used s when s.by().equals(attempt) -> Optional.empty();
      case OneTime.Used _, OneTime.Closed _ ->
          Optional.of(Refused.of(Refusal.IDENTITY_ASSERTION_REPLAYED));
      case OneTime.Unused _ ->
          Optional.of(Refused.of(Refusal.IDENTITY_ASSERTION_NOT_NOW, "landed after it expired"));
    };
  }
}
