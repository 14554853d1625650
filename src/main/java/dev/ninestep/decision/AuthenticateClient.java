package dev.ninestep.decision;

import static dev.ninestep.decision.Rule.refuse;

import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.fold.Client;
import dev.ninestep.protocol.ClientAuthMethod;
import dev.ninestep.protocol.ClientId;
import java.util.List;
import java.util.Optional;

/// Who is calling the token endpoint?
///
/// @param credentials what the request brought
/// @param client the client those credentials name
/// @spec https://www.rfc-editor.org/rfc/rfc6749#section-2.3 RFC 6749 §2.3
public record AuthenticateClient(ClientCredentials credentials, Client client) {

  private static final List<Rule<AuthenticateClient>> RULES =
      List.of(
          refuse(Refusal.CLIENT_CREDENTIALS_TWICE, c -> c.credentials.isTwice()),
          refuse(
              Refusal.CLIENT_CREDENTIALS_WRONG,
              c -> c.credentials.isMalformed(),
              _ -> Evidence.of("the Authorization header is not well-formed Basic")),
          refuse(Refusal.CLIENT_CREDENTIALS_MISSING, c -> c.credentials.client().isEmpty()),
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

  private Optional<ClientRegistered> registered() {
    return client instanceof Client.Registered(var metadata, _, _)
        ? Optional.of(metadata)
        : Optional.empty();
  }

  private boolean usesTheMethodOf(ClientRegistered metadata) {
    return metadata.authMethod() == ClientAuthMethod.NONE
        ? credentials.secret().isEmpty()
        : metadata.authMethod() == credentials.method();
  }

  private boolean hasTheSecretOf(ClientRegistered metadata) {
    return metadata
        .secretHash()
        .map(hash -> credentials.secret().filter(s -> Hashes.matches(s, hash)).isPresent())
        .orElse(true);
  }

  /// Decides.
  ///
  /// @return the first rule broken, or empty when the client is who it says
  public Optional<Refused> decide() {
    return Rule.firstBroken(RULES, this);
  }
}
