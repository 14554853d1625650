package dev.ninestep.simulation;

import dev.ninestep.event.ConsentGranted;
import dev.ninestep.event.Key;
import dev.ninestep.protocol.Scope;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What a token allows is covered by what its refresh token keeps, and that is what the user
/// consented to: in the one decision of the flow, or in one that the log has lost since.
final class ScopeNeverWidens implements Invariant {

  private final Map<Key, Set<Scope>> consented = new HashMap<>();

  @Override
  public void landed(Landed record) {
    if (record.event() instanceof ConsentGranted c && !record.after().equals(record.before())) {
      var key = record.logged().fact().key();
      consented.computeIfAbsent(key, _ -> new HashSet<>()).add(c.scope());
    }
  }

  @Override
  public void answered(Answered<?> answer) {
    answer
        .issue()
        .ifPresent(issue -> {
          var key = answer.fact().key();
          require(
              issue.grantScope().covers(issue.accessScope()),
              "an access token of %s allows %s, the grant %s",
              key,
              issue.accessScope(),
              issue.grantScope());
          require(
              consented.getOrDefault(key, Set.of()).contains(issue.grantScope()),
              "%s was never consented to with %s",
              key,
              issue.grantScope());
        });
  }
}
