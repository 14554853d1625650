package dev.ninestep.decision;

import static dev.ninestep.decision.Rule.refuse;

import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.fold.Client;
import dev.ninestep.protocol.ClientId;
import java.util.List;
import java.util.Optional;

/// Step 1 again: may this caller read, replace or delete the registration of a client? That a
/// client does not exist and that the token is not its own are answered alike.
///
/// @param client the client whose registration is asked for
/// @param token the registration_access_token it sent, if any
/// @param namedId the client_id in the body of a replacement, if any
/// @param namedSecret the client_secret in it, if any
/// @spec https://www.rfc-editor.org/rfc/rfc7592#section-2 RFC 7592 §2
public record ManageClient(
    Client client, Optional<String> token, Optional<String> namedId, Optional<String> namedSecret) {

  private static final List<Rule<ManageClient>> ACCESS =
      List.of(refuse(Refusal.REGISTRATION_TOKEN_WRONG, c -> !c.hasTheTokenOfTheClient()));

  private static final List<Rule<ManageClient>> REPLACEMENT =
      List.of(
          ACCESS.getFirst(),
          refuse(
              Refusal.REGISTRATION_OF_ANOTHER,
              c -> c.namedId.filter(named -> !c.isTheIdOfTheClient(named)).isPresent(),
              _ -> Evidence.of("client_id")),
          refuse(
              Refusal.REGISTRATION_OF_ANOTHER,
              c -> c.namedSecret.filter(secret -> !c.isTheSecretOfTheClient(secret)).isPresent(),
              _ -> Evidence.of("client_secret")));

  /// What the client is registered as.
  ///
  /// @return its registration, if there is one
  public Optional<ClientRegistered> registered() {
    return client instanceof Client.Registered(var metadata, _, _)
        ? Optional.of(metadata)
        : Optional.empty();
  }

  private boolean hasTheTokenOfTheClient() {
    return registered()
        .flatMap(ClientRegistered::managementHash)
        .filter(hash -> token.filter(sent -> Hashes.matches(sent, hash)).isPresent())
        .isPresent();
  }

  private boolean isTheIdOfTheClient(String named) {
    return registered()
        .map(ClientRegistered::client)
        .map(ClientId::value)
        .filter(named::equals)
        .isPresent();
  }

  private boolean isTheSecretOfTheClient(String secret) {
    return registered()
        .flatMap(ClientRegistered::secretHash)
        .filter(hash -> Hashes.matches(secret, hash))
        .isPresent();
  }

  /// Decides whether the registration may be read or deleted.
  ///
  /// @return the first rule broken, or empty when it may
  public Optional<Refused> refused() {
    return Rule.firstBroken(ACCESS, this);
  }

  /// Decides whether the registration may be replaced.
  ///
  /// @return the first rule broken, or empty when it may
  public Optional<Refused> replacementRefused() {
    return Rule.firstBroken(REPLACEMENT, this);
  }

  @Override
  public String toString() {
    return "ManageClient[" + registered().map(ClientRegistered::client) + "]";
  }
}
