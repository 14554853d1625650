package dev.ninestep.trace;

import dev.ninestep.event.Logged;
import dev.ninestep.projection.FlowHit;
import dev.ninestep.protocol.AccountId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who reads stories, and so which ones.
public sealed interface Reader {

  /// Somebody of the support team: all of them.
  record Support() implements Reader {}

  /// A user: the flows of their own account. Any other is as if it were not there, and of their own
  /// they are not told what only came from the same network.
  ///
  /// @param account theirs
  record Owner(AccountId account) implements Reader {}

  /// Whether a flow is there for them.
  ///
  /// @param own its records
  /// @return true when it is; a flow in which others had a part is nobody's own
  default boolean mayRead(List<Logged> own) {
    return switch (this) {
      case Support _ -> !own.isEmpty();
      case Owner(var account) -> Accounts.of(own).equals(Set.of(account));
    };
  }

  /// What they search by.
  ///
  /// @param known what they say they know
  /// @return the same, and what is known of them
  default Map<String, String> asks(Map<String, String> known) {
    return switch (this) {
      case Support _ -> known;
      case Owner(var account) -> {
        var all = new HashMap<>(known);
        all.put("account", account.toString());
        yield all;
      }
    };
  }

  /// Whether what a search has found is for them.
  default boolean mayRead(FlowHit hit) {
    return switch (this) {
      case Support _ -> true;
      case Owner(var account) -> hit.accounts().stream().allMatch(account::equals);
    };
  }

  /// What of the material is for them.
  default Material sees(Material all) {
    return switch (this) {
      case Support _ -> all;
      case Owner _ -> all.sureOnly();
    };
  }
}
