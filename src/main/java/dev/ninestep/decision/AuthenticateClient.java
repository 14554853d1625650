package dev.ninestep.decision;

import static dev.ninestep.decision.Rule.refuse;

import dev.ninestep.event.AssertionPresented;
import dev.ninestep.event.Caller;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.fold.Client;
import dev.ninestep.fold.OneTime;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.ClientAssertion;
import dev.ninestep.protocol.ClientAuthMethod;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Issuer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Who is calling the token endpoint, or another one where clients prove themselves?
///
/// A secret is judged at once. A signed JWT counts once on all pods together, so the last word on
/// it is the log's.
///
/// @param credentials what the request brought
/// @param client the client those credentials name
/// @param issuer who this server is: the only audience of an assertion
/// @param isSigned whether one of the client's keys signed the assertion it brought, if any
/// @param attempt names this presentation of an assertion
/// @param now the log's time, as well as it is known
/// @param caller who called
/// @spec https://www.rfc-editor.org/rfc/rfc6749#section-2.3 RFC 6749 §2.3
/// @spec https://www.rfc-editor.org/rfc/rfc7523#section-3 RFC 7523 §3
public record AuthenticateClient(
    ClientCredentials credentials,
    Client client,
    Issuer issuer,
    boolean isSigned,
    AttemptId attempt,
    Instant now,
    Caller caller) {

  private static final List<Rule<AuthenticateClient>> RULES =
      List.of(
          refuse(Refusal.CLIENT_CREDENTIALS_TWICE, c -> c.credentials.isTwice()),
          refuse(
              Refusal.CLIENT_ASSERTION_WRONG,
              c -> c.credentials.isMalformed() && c.usesAssertion(),
              _ -> Evidence.of("not a JWT with iss, sub, aud, exp and jti")),
          refuse(
              Refusal.CLIENT_CREDENTIALS_WRONG,
              c -> c.credentials.isMalformed(),
              _ -> Evidence.of("the Authorization header is not well-formed Basic")),
          refuse(Refusal.CLIENT_CREDENTIALS_MISSING, c -> c.credentials.client().isEmpty()),
          refuse(
              Refusal.CLIENT_DEACTIVATED_AT_TOKEN,
              c -> c.client instanceof Client.Deactivated,
              c -> Standing.deactivated(c.client)),
          refuse(
              Refusal.CLIENT_UNKNOWN_AT_TOKEN,
              c -> c.registered().isEmpty(),
              c -> Evidence.asked(c.credentials.client().map(ClientId::value).orElse(""))),
          refuse(
              Refusal.CLIENT_CREDENTIALS_WRONG,
              c -> c.registered().filter(m -> c.usesTheMethodOf(m)).isEmpty(),
              c ->
                  Evidence.difference(
                      c.credentials.method().toString(),
                      c.registered().map(m -> m.authMethod().toString()).orElse(""))),
          refuse(
              Refusal.CLIENT_CREDENTIALS_WRONG,
              c -> c.registered().filter(m -> c.hasTheSecretOf(m)).isEmpty(),
              _ -> Evidence.of("the secret is wrong")));

  /// What becomes of the request.
  public sealed interface Result {

    /// The client is who it says.
    ///
    /// @param client what it registered
    record Proven(ClientRegistered client) implements Result {}

    /// It is, if its assertion comes for the first time: append this, and ask for the outcome.
    ///
    /// @param client what it registered
    /// @param event the fact to append
    record Once(ClientRegistered client, AssertionPresented event) implements Result {}

    /// It is not known to be.
    ///
    /// @param refused the first rule broken
    record Unproven(Refused refused) implements Result {}
  }

  private Optional<ClientRegistered> registered() {
    return client instanceof Client.Registered(var metadata, _, _)
        ? Optional.of(metadata)
        : Optional.empty();
  }

  private boolean usesAssertion() {
    return credentials.method() == ClientAuthMethod.PRIVATE_KEY_JWT;
  }

  private boolean usesTheMethodOf(ClientRegistered metadata) {
    return metadata.authMethod() == ClientAuthMethod.NONE
        ? credentials.secret().isEmpty() && !usesAssertion()
        : metadata.authMethod() == credentials.method();
  }

  private boolean hasTheSecretOf(ClientRegistered metadata) {
    return usesAssertion()
        || metadata
            .secretHash()
            .map(hash -> credentials.secret().filter(s -> Hashes.matches(s, hash)).isPresent())
            .orElse(true);
  }

  /// Decides before the log has spoken.
  ///
  /// @return who it is, or the fact to append first, or the first rule broken
  public Result decide() {
    var refused = Rule.firstBroken(RULES, this);
    if (refused.isPresent()) {
      return new Result.Unproven(refused.get());
    }
    var metadata = registered().orElseThrow();
    return credentials
        .assertion()
        .map(assertion -> decide(metadata, assertion))
        .orElseGet(() -> new Result.Proven(metadata));
  }

  private Result decide(ClientRegistered metadata, ClientAssertion assertion) {
    var refused = new JudgeAssertion(assertion, metadata, issuer, isSigned, now).decide();
    return refused.isPresent()
        ? new Result.Unproven(refused.get())
        : new Result.Once(
            metadata,
            new AssertionPresented(
                attempt,
                metadata.client(),
                Hashes.sha256(metadata.client() + " " + assertion.id()),
                assertion.expiresAt(),
                caller));
  }

  /// What the state right after the fact means.
  ///
  /// @param after what is kept of the assertion after the fact was folded
  /// @return why the assertion proves nothing, or empty when it does
  public Optional<Refused> outcome(OneTime after) {
    return switch (after) {
      case OneTime.Used s when s.by().equals(attempt) -> Optional.empty();
      case OneTime.Used _, OneTime.Closed _ ->
          Optional.of(Refused.of(Refusal.CLIENT_ASSERTION_REPLAYED));
      case OneTime.Unused _ ->
          Optional.of(Refused.of(Refusal.CLIENT_ASSERTION_NOT_NOW, "landed after it expired"));
    };
  }
}
