package dev.ninestep.decision;

import static dev.ninestep.decision.Rule.refuse;

import dev.ninestep.event.Evidence;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.fold.Account;
import dev.ninestep.fold.Client;
import dev.ninestep.fold.Grant;
import dev.ninestep.protocol.IssuedToken;
import dev.ninestep.protocol.RefreshToken;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Somebody asks whether a token counts.
///
/// Whoever asks learns no more than that it does not; the trace learns why.
///
/// @param by who asks
/// @param token what they ask about
/// @param now the time, by the log's clock as well as it is known
/// @spec https://www.rfc-editor.org/rfc/rfc7662#section-2.2 RFC 7662 §2.2
public record IntrospectToken(Introspector by, IssuedToken token, Instant now) {

  private static final List<Rule<Known>> RULES =
      List.of(
          refuse(
              Refusal.TOKEN_WRONG_AUDIENCE,
              k -> !k.by().mayAskAbout(k.token()),
              k -> Evidence.difference(k.by().toString(), k.token().resource().value())),
          refuse(
              Refusal.TOKEN_EXPIRED,
              k -> !k.command.now.isBefore(k.token().expiresAt()),
              k -> Evidence.of("expired at " + k.token().expiresAt())),
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
              Refusal.TOKEN_REVOKED,
              Known::isRotated,
              _ -> Evidence.of("the refresh token has been rotated")),
          refuse(
              Refusal.CALLER_CLIENT_DELETED,
              k -> Standing.isGone(k.client, k.token().client()),
              k -> Evidence.of(Standing.sinceWhen(k.client))),
          refuse(
              Refusal.CALLER_CLIENT_DEACTIVATED,
              k -> k.client instanceof Client.Deactivated,
              k -> Standing.deactivated(k.client)),
          refuse(Refusal.CALLER_ACCOUNT_SUSPENDED, k -> !k.account.isOpen()));

  private record Known(IntrospectToken command, Grant grant, Client client, Account account) {

    Introspector by() {
      return command.by;
    }

    IssuedToken token() {
      return command.token;
    }

    boolean isRotated() {
      return token() instanceof RefreshToken refresh
          && grant instanceof Grant.Active s
          && refresh.generation() < s.generation()
          && !(s.reopened() && refresh.generation() == s.last().generation());
    }
  }

  /// Decides about a token of this server.
  ///
  /// @param grant the grant behind it
  /// @param client the client it was issued to
  /// @param account the account behind it
  /// @return why the token does not count for whoever asks, or empty when it does
  public Optional<Refused> decide(Grant grant, Client client, Account account) {
    return Rule.firstBroken(RULES, new Known(this, grant, client, account));
  }
}
