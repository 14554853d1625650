package dev.ninestep.gateway;

import dev.ninestep.decision.AdmitCall;
import dev.ninestep.event.Key;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.fold.Account;
import dev.ninestep.fold.Client;
import dev.ninestep.fold.Grant;
import dev.ninestep.log.FlowLog;
import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.KeyThumbprint;
import dev.ninestep.protocol.ResourceUri;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/// Decides whether a verified token lets anybody in, from what this pod has read of the log.
///
/// @param log tells the time, and how old the pod's knowledge is
/// @param grants the grant behind a token
/// @param clients the client it was issued to
/// @param accounts the account behind a grant
/// @param resource what is called
/// @param budget the age of knowledge beyond which nobody is let in
record Admission(
    FlowLog<?> log,
    Function<FlowId, Grant> grants,
    Function<ClientId, Client> clients,
    Function<AccountId, Account> accounts,
    ResourceUri resource,
    Duration budget) {

  private static final Set<Refusal> MAY_BE_TOO_EARLY =
      EnumSet.of(Refusal.TOKEN_REVOKED, Refusal.CALLER_CLIENT_DELETED);

  /// Decides.
  ///
  /// @param key the key the caller has shown to hold, if any
  /// @param then gets the rule that was broken, or empty when the caller is let in; before this
  ///   returns, unless the pod may have to hear of the grant or of the client first
  void decide(AccessToken token, Optional<KeyThumbprint> key, Consumer<Optional<Refused>> then) {
    var age = log.staleness();
    if (age.compareTo(budget) > 0) {
      then.accept(
          Optional.of(Refused.of(Refusal.GATEWAY_STALE, "the log was last read " + age + " ago")));
      return;
    }
    var refused = decideNow(token, key);
    var unheardOf = mayBeTooEarly(refused) ? unheardOf(token) : List.<Key>of();
    if (unheardOf.isEmpty()) {
      then.accept(refused);
    } else {
      afterBarriers(unheardOf, token, key).onSuccess(then::accept);
    }
  }

  private static boolean mayBeTooEarly(Optional<Refused> refused) {
    return refused.isPresent() && MAY_BE_TOO_EARLY.contains(refused.get().refusal());
  }

  /// Whether a token that was let in may go on: an open stream ends with its grant, though not with
  /// its token.
  boolean stillStands(AccessToken token) {
    return AdmitCall.mayGoOn(
        token,
        grants.apply(token.flow()),
        clients.apply(token.client()),
        accounts.apply(token.account()));
  }

  private Optional<Refused> decideNow(AccessToken token, Optional<KeyThumbprint> key) {
    return new AdmitCall(token, resource, key, log.now())
        .decide(
            grants.apply(token.flow()),
            clients.apply(token.client()),
            accounts.apply(token.account()));
  }

  /// What stands behind a token was there before it was signed, but on another pod, perhaps a
  /// moment ago: that it is unknown here counts only once the log was read to its end.
  private List<Key> unheardOf(AccessToken token) {
    var keys = new ArrayList<Key>();
    if (mayHaveMoved(grants.apply(token.flow()))) {
      keys.add(new Key.OfFlow(token.flow()));
    }
    if (clients.apply(token.client()) instanceof Client.Unknown && !token.client().isUrl()) {
      keys.add(new Key.OfClient(token.client()));
    }
    return keys;
  }

  private static boolean mayHaveMoved(Grant grant) {
    return switch (grant) {
      case Grant.None _, Grant.CodeOutstanding _ -> true;
      case Grant.Denied _, Grant.Active _, Grant.AccessOnly _, Grant.Revoked _, Grant.Closed _ ->
          false;
    };
  }

  private Future<Optional<Refused>> afterBarriers(
      List<Key> unheardOf, AccessToken token, Optional<KeyThumbprint> key) {
    return Future.all(unheardOf.stream().map(log::barrier).toList())
        .map(read ->
            read.<Boolean>list().stream().allMatch(isRead -> isRead)
                ? decideNow(token, key)
                : Optional.of(
                    Refused.of(Refusal.GATEWAY_STALE, "the log could not be read to its end")));
  }
}
