package dev.ninestep.operator;

import dev.ninestep.event.Refused;
import dev.ninestep.projection.GrantFilter;
import dev.ninestep.projection.Persons;
import dev.ninestep.protocol.AccountId;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Supplier;

/// Erases who an account is of. The log cannot forget, so it never learns: it has the id of the
/// account and nothing else, and with the row of the account goes all that says whose it was.
///
/// First the account is suspended, which nobody can undo once its name is gone; then its
/// connections end; last its row goes. Whoever was interrupted does the same again.
///
/// @param persons erases
/// @param revocations ends connections
public record Erasure(Persons persons, Revocations revocations) {

  /// What stands in the log for it, and says nothing of the person.
  public static final String REASON = "erased";

  /// Erases.
  ///
  /// @param account whose owner is to be forgotten
  /// @param by who does it
  /// @param suspend suspends the account; with why it did not, if it did not
  /// @param ender ends its connections
  /// @return what came of it, with how many connections ended; failed when the database is away
  public Future<Revocations.Outcome> run(
      AccountId account, String by, Supplier<Future<Optional<Refused>>> suspend, Ender ender) {
    var all = new Revocation(GrantFilter.ofAccount(account), by, Optional.of(REASON), false);
    return suspend
        .get()
        .compose(refused ->
            refused.isPresent()
                ? Future.succeededFuture(new Revocations.Outcome.NotDone(refused.get()))
                : revocations.run(all, ender))
        .compose(outcome ->
            switch (outcome) {
              case Revocations.Outcome.NotDone _ -> Future.succeededFuture(outcome);
              case Revocations.Outcome.Done _ -> persons.erase(account).map(outcome);
            });
  }
}
