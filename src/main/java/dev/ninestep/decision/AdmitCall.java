package dev.ninestep.decision;

import static dev.ninestep.decision.Rule.refuse;

import dev.ninestep.event.Evidence;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.fold.Account;
import dev.ninestep.fold.Client;
import dev.ninestep.fold.Grant;
import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.KeyThumbprint;
import dev.ninestep.protocol.ResourceUri;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Steps 6 to 9: does this token let anybody in here? The order of the checks is token, audience,
/// key, grant, client, account. After them come how often the account calls ([KeepPace]), what the
/// token allows ([HoldScope]) and what the call costs ([PayForCall]).
///
/// @param token the verified token
/// @param resource what is called
/// @param key the key the caller has shown to hold, if it called as the holder of one
/// @param now the time, by the log's clock as well as it is known
/// @spec https://www.rfc-editor.org/rfc/rfc6750#section-3.1 RFC 6750 §3.1
/// @spec https://www.rfc-editor.org/rfc/rfc9449#section-7 RFC 9449 §7
public record AdmitCall(
    AccessToken token, ResourceUri resource, Optional<KeyThumbprint> key, Instant now) {

  private static final List<Rule<Known>> RULES =
      List.of(
          refuse(
              Refusal.TOKEN_EXPIRED,
              k -> !k.call.now.isBefore(k.call.token.expiresAt()),
              k -> Evidence.of("expired at " + k.call.token.expiresAt())),
          refuse(
              Refusal.TOKEN_WRONG_AUDIENCE,
              k -> !k.call.token.resource().equals(k.call.resource),
              k -> Evidence.difference(k.call.token.resource().value(), k.call.resource.value())),
          refuse(
              Refusal.TOKEN_BOUND_TO_KEY,
              k -> k.call.key.isEmpty() && k.call.token.key().isPresent()),
          refuse(
              Refusal.TOKEN_NOT_BOUND, k -> k.call.key.isPresent() && k.call.token.key().isEmpty()),
          refuse(
              Refusal.CALL_PROOF_OF_ANOTHER_KEY,
              k -> KeyHolding.isAnothers(k.call.token.key(), k.call.key),
              k -> KeyHolding.difference(k.call.token.key(), k.call.key)),
          refuse(
              Refusal.GRANT_UNREADABLE,
              k -> k.grant instanceof Grant.Closed || k.client instanceof Client.Closed),
          refuse(
              Refusal.TOKEN_REVOKED_BY_OPERATOR,
              k -> Standing.isEndedByOperator(k.grant),
              k -> Evidence.of(Standing.whyNot(k.grant))),
          refuse(
              Refusal.TOKEN_REVOKED,
              k -> !k.grant.stands(),
              k -> Evidence.of(Standing.whyNot(k.grant))),
          refuse(
              Refusal.CALLER_CLIENT_DELETED,
              k -> Standing.isGone(k.client, k.call.token.client()),
              k -> Evidence.of(Standing.sinceWhen(k.client))),
          refuse(
              Refusal.CALLER_CLIENT_DEACTIVATED,
              k -> k.client instanceof Client.Deactivated,
              k -> Standing.deactivated(k.client)),
          refuse(Refusal.CALLER_ACCOUNT_SUSPENDED, k -> !k.account.isOpen()));

  private record Known(AdmitCall call, Grant grant, Client client, Account account) {}

  /// Decides.
  ///
  /// @param grant the grant behind the token
  /// @param client the client it was issued to
  /// @param account the account behind the grant
  /// @return the first rule broken, or empty when the caller is let in
  public Optional<Refused> decide(Grant grant, Client client, Account account) {
    return Rule.firstBroken(RULES, new Known(this, grant, client, account));
  }

  /// Whether a call that was admitted may go on: an open stream ends with what stands behind its
  /// token, though not with the token.
  ///
  /// @param token the token it was admitted with
  /// @param grant the grant behind it, by now
  /// @param client the client it was issued to, by now
  /// @param account the account behind the grant, by now
  /// @return true when all three stand
  public static boolean mayGoOn(AccessToken token, Grant grant, Client client, Account account) {
    return grant.stands()
        && !Standing.isGone(client, token.client())
        && !(client instanceof Client.Deactivated)
        && account.isOpen();
  }
}
