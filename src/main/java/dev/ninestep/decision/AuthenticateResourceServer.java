package dev.ninestep.decision;

import static dev.ninestep.decision.Rule.refuse;

import dev.ninestep.event.Evidence;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import java.util.List;
import java.util.Optional;

/// Is it a resource server that asks? Its name is the resource it serves, and the operator has
/// given it a secret.
///
/// @param credentials what the request brought
/// @param secretHash the hash of the secret
/// @spec https://www.rfc-editor.org/rfc/rfc7662#section-2.1 RFC 7662 §2.1
public record AuthenticateResourceServer(ClientCredentials credentials, String secretHash) {

  private static final List<Rule<AuthenticateResourceServer>> RULES =
      List.of(
          refuse(Refusal.CLIENT_CREDENTIALS_TWICE, c -> c.credentials.isTwice()),
          refuse(
              Refusal.CLIENT_CREDENTIALS_WRONG,
              c -> c.credentials.secret().filter(s -> Hashes.matches(s, c.secretHash)).isEmpty(),
              _ -> Evidence.of("the secret is wrong or missing")));

  /// Decides.
  ///
  /// @return the first rule broken, or empty when it is who it says
  public Optional<Refused> decide() {
    return Rule.firstBroken(RULES, this);
  }
}
