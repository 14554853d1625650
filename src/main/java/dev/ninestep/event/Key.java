package dev.ninestep.event;

import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import java.util.Optional;

/// What a fact is about, and so what orders it: all facts with one key have one total order.
public sealed interface Key {

  /// The key of a flow and the grant that comes of it.
  ///
  /// @param flow the flow
  record OfFlow(FlowId flow) implements Key {
    @Override
    public String toString() {
      return "flow/" + flow;
    }
  }

  /// The key of a client, for facts outside any flow.
  ///
  /// @param client the client
  record OfClient(ClientId client) implements Key {
    @Override
    public String toString() {
      return "client/" + client;
    }
  }

  /// The key of an account, for facts outside any flow.
  ///
  /// @param account the account
  record OfAccount(AccountId account) implements Key {
    @Override
    public String toString() {
      return "account/" + account;
    }
  }

  /// The key of something that counts once.
  ///
  /// @param hash what it is kept under: 43 base64url characters
  record OfOneTime(String hash) implements Key {

    private static final int LENGTH = 43;

    private static Optional<Key> parse(String hash) {
      return hash.length() == LENGTH ? Optional.of(new OfOneTime(hash)) : Optional.empty();
    }

    @Override
    public String toString() {
      return "once/" + hash;
    }
  }

  /// The key of a name somebody signs in with.
  ///
  /// @param hash a keyed hash of the name: 43 base64url characters
  record OfLogin(String hash) implements Key {

    private static Optional<Key> parse(String hash) {
      return hash.length() == OfOneTime.LENGTH ? Optional.of(new OfLogin(hash)) : Optional.empty();
    }

    @Override
    public String toString() {
      return "login/" + hash;
    }
  }

  /// Reads a key as it is written in the log.
  ///
  /// @param text `flow/…`, `client/…`, `account/…`, `once/…` or `login/…`
  /// @return the key, or empty when it is none of them
  static Optional<Key> parse(String text) {
    var slash = text.indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    var name = text.substring(slash + 1);
    return switch (text.substring(0, slash)) {
      case "flow" -> FlowId.parse(name).map(OfFlow::new);
      case "client" -> ClientId.parse(name).map(OfClient::new);
      case "account" -> AccountId.parse(name).map(OfAccount::new);
      case "once" -> OfOneTime.parse(name);
      case "login" -> OfLogin.parse(name);
      default -> Optional.empty();
    };
  }
}
