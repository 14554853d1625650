package dev.ninestep.projection;

import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.RequestId;
import java.util.Set;

/// One thing that is known of an event that is looked for. Each has an index of its own.
public sealed interface Clue {

  /// It names this client, as the request did, whether or not there is such a client.
  ///
  /// @param client the client_id
  record OfClient(ClientId client) implements Clue {}

  /// It names this account.
  ///
  /// @param account the account
  record OfAccount(AccountId account) implements Clue {}

  /// It sends a browser to this host.
  ///
  /// @param host the host of a redirect_uri
  record ToHost(String host) implements Clue {}

  /// This pod wrote it.
  ///
  /// @param pod its `ce_source`
  record FromPod(String pod) implements Clue {}

  /// It refuses for one of these reasons.
  ///
  /// @param refusals the reasons, such as all those that an OAuth error code stands for
  record Refused(Set<Refusal> refusals) implements Clue {

    /// Copies the set.
    public Refused {
      refusals = Set.copyOf(refusals);
    }
  }

  /// It refuses this client for one of these reasons.
  ///
  /// @param client the client_id
  /// @param refusals the reasons
  record RefusedAs(ClientId client, Set<Refusal> refusals) implements Clue {

    /// Copies the set.
    public RefusedAs {
      refusals = Set.copyOf(refusals);
    }
  }

  /// It refuses somebody who did not say which client they were, for one of these reasons.
  ///
  /// @param refusals the reasons
  record RefusedNameless(Set<Refusal> refusals) implements Clue {

    /// Copies the set.
    public RefusedNameless {
      refusals = Set.copyOf(refusals);
    }
  }

  /// It refuses in this exchange.
  ///
  /// @param request the exchange
  record RefusedIn(RequestId request) implements Clue {}

  /// A client registers, or tries to, from this address.
  ///
  /// @param address a keyed hash
  record RegisteringFrom(String address) implements Clue {}

  /// An authorization or token request comes from this address.
  ///
  /// @param address a keyed hash
  record GoingOnFrom(String address) implements Clue {}

  /// Nothing: any event.
  record Any() implements Clue {}
}
