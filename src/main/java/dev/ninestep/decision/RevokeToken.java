package dev.ninestep.decision;

import static dev.ninestep.decision.Rule.refuse;

import dev.ninestep.event.Caller;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.GrantRevoked;
import dev.ninestep.event.NothingRevoked;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.event.RevokedBy;
import dev.ninestep.fold.Grant;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.IssuedToken;
import dev.ninestep.protocol.Parameters;
import java.util.List;
import java.util.Optional;

/// A client gives a token back.
///
/// Either kind ends the whole grant: every refresh token of the family, and every access token at
/// the gateway's next look. Neither the token's age nor `token_type_hint` matters; whoever logs out
/// with an access token that has just lapsed means the grant all the same.
///
/// @param parameters the revocation request
/// @param client the authenticated client
/// @param token what was presented, or empty when it is no token of this server
/// @param caller who called
/// @spec https://www.rfc-editor.org/rfc/rfc7009#section-2.1 RFC 7009 §2.1
public record RevokeToken(
    Parameters parameters, ClientId client, Optional<IssuedToken> token, Caller caller) {

  private static final List<Rule<RevokeToken>> RULES =
      List.of(
          refuse(Refusal.TOKEN_PARAMETER_MISSING, c -> !c.parameters.has("token")),
          refuse(
              Refusal.TOKEN_OF_ANOTHER_CLIENT,
              c -> c.token.filter(t -> !t.client().equals(c.client)).isPresent(),
              c ->
                  Evidence.difference(
                      c.client.value(), c.token.map(t -> t.client().value()).orElse(""))));

  /// Decides before the log has spoken.
  ///
  /// @return the fact to append, which may be that there was nothing to revoke; or the first rule
  ///   broken
  public Decision decide() {
    var refused = Rule.firstBroken(RULES, this);
    if (refused.isPresent()) {
      return new Decision.Refuse(refused.get());
    }
    return new Decision.Append(
        token.isPresent()
            ? new GrantRevoked(RevokedBy.CLIENT, Optional.of(client), Optional.empty())
            : new NothingRevoked(client, caller));
  }

  /// What the state right after the fact means for its answer.
  ///
  /// @param after the grant after the fact was folded
  /// @return why it cannot be said that the token is dead, or empty when it is
  public static Optional<Refused> outcome(Grant after) {
    return switch (after) {
      case Grant.Revoked _, Grant.None _, Grant.Denied _ -> Optional.empty();
      case Grant.Closed _ -> Optional.of(Refused.of(Refusal.GRANT_UNREADABLE));
      case Grant.CodeOutstanding _, Grant.Active _, Grant.AccessOnly _ ->
          throw new IllegalStateException("a revocation leaves no grant standing");
    };
  }
}
