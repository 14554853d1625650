package dev.ninestep.operator;

import dev.ninestep.projection.GrantFilter;
import dev.ninestep.projection.StoredGrant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an act would come to, before it is done.
///
/// @param act what is to be done
/// @param which to what, as the next form sends it: an account by its id, so that it is done to
///   what was shown
/// @param connections how many connections it concerns
/// @param some of them, to be looked at
public record Preview(Act act, Map<String, String> which, int connections, List<StoredGrant> some) {

  /// How many are shown.
  static final int SHOWN = 20;

  /// Copies what it is given.
  public Preview {
    which = Collections.unmodifiableMap(new LinkedHashMap<>(which));
    some = List.copyOf(some);
  }

  static Preview of(Act act, GrantFilter which, int connections, List<StoredGrant> some) {
    var fields = new LinkedHashMap<String, String>();
    which.flow().ifPresent(flow -> fields.put("flow", flow.toString()));
    which.client().ifPresent(client -> fields.put("client_id", client.value()));
    which.account().ifPresent(account -> fields.put("account", account.toString()));
    which.resource().ifPresent(resource -> fields.put("resource", resource.value()));
    which.openedBefore().ifPresent(at -> fields.put("issued_before", at.toString()));
    return new Preview(act, fields, connections, some);
  }

  /// Whether there is anything to do.
  ///
  /// @return false when nothing is connected that could be ended
  public boolean isOfAny() {
    return act != Act.END || connections > 0;
  }

  /// What it would come to, in a sentence.
  ///
  /// @return the sentence
  public String said() {
    return switch (act) {
      case END ->
          isOfAny()
              ? "This ends %s at once, on every pod. Their users are asked again before the apps come back."
                  .formatted(counted(connections))
              : "Nothing that is connected fits this.";
      case DEACTIVATE ->
          "Nothing is let in under this client_id until it is activated. It has %s, stopped at once."
              .formatted(counted(connections));
      case ACTIVATE -> "This client is let in again, with %s.".formatted(counted(connections));
      case SUSPEND ->
          "Sign-ins, refreshes and calls of this account are refused until it is reinstated. It has %s, stopped at once."
              .formatted(counted(connections));
      case REINSTATE ->
          "This account is let in again, with %s; its user signs in anew."
              .formatted(counted(connections));
    };
  }

  /// What the button says.
  ///
  /// @return the words
  public String button() {
    return switch (act) {
      case END -> "End " + counted(connections);
      case DEACTIVATE -> "Deactivate this client";
      case ACTIVATE -> "Activate this client";
      case SUSPEND -> "Suspend this account";
      case REINSTATE -> "Reinstate this account";
    };
  }

  static String counted(int connections) {
    return connections == 1 ? "1 connection" : connections + " connections";
  }
}
