package dev.ninestep.projection;

import dev.ninestep.event.Key;
import dev.ninestep.event.Topic;
import dev.ninestep.fold.Ledger;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/// Writes a batch: its effects, and that it has been written, in one transaction or not at all.
final class BatchWriter {

  private final Session session;
  private final Ownership.Claim claim;

  BatchWriter(Session session, Ownership.Claim claim) {
    this.session = session;
    this.claim = claim;
  }

  /// Writes a batch.
  ///
  /// @param kept which events and calls are kept
  /// @throws SteppedBack when this projector may not write, or not here
  void write(Batch batch, Kept kept) throws TimeoutException {
    var connection = session.connection();
    var transaction = session.await(connection.begin());
    // First of all, since from here on nobody can take over before this transaction has ended.
    var held = Ownership.hold(connection, claim);
    var ledger = ledger(batch);
    var restored = restore(connection, batch.keys(), ledger);
    if (!session.await(held)) {
      throw new SteppedBack("another projector has taken over");
    }
    session.await(restored);
    var effects = Effects.of(batch, ledger, kept);
    var written = write(connection, effects);
    var advanced = Offsets.advance(connection, batch);
    session.await(written);
    if (!session.await(advanced)) {
      throw new SteppedBack("the projection is not where this projector left it");
    }
    session.await(transaction.commit());
  }

  /// A ledger that knows of every partition with records in the batch: the records of one that is
  /// ahead must not give back grants that records of another are still about.
  private static Ledger ledger(Batch batch) {
    var ledger = new Ledger(2 * batch.records().size());
    batch
        .from()
        .forEach((partition, offset) -> {
          if (partition.topic() == Topic.FLOW) {
            ledger.restore(partition.number(), offset);
          }
        });
    return ledger;
  }

  private static Future<?> restore(SqlConnection connection, Set<Key> keys, Ledger ledger) {
    var flows = new HashSet<FlowId>();
    var clients = new HashSet<ClientId>();
    var accounts = new HashSet<AccountId>();
    var oneTimes = new HashSet<String>();
    for (var key : keys) {
      switch (key) {
        case Key.OfFlow(var flow) -> flows.add(flow);
        case Key.OfClient(var client) -> clients.add(client);
        case Key.OfAccount(var account) -> accounts.add(account);
        case Key.OfOneTime(var hash) -> oneTimes.add(hash);
        case Key.OfLogin _ -> {}
      }
    }
    return Future.all(
        GrantTable.restore(connection, flows, ledger),
        ClientTable.restore(connection, clients, ledger),
        AccountStateTable.restore(connection, accounts, ledger),
        OneTimeTable.restore(connection, oneTimes, ledger));
  }

  private static Future<?> write(SqlConnection connection, Effects effects) {
    return Future.all(
        List.of(
            GrantTable.write(connection, effects.grants()),
            ClientTable.write(connection, effects.clients()),
            AccountStateTable.write(connection, effects.accounts()),
            OneTimeTable.write(connection, effects.oneTimes()),
            Calls.add(connection, effects.calls()),
            FlowEventRow.INDEX.write(connection, effects.events()),
            FlowEventRow.KEEP.write(connection, effects.registrations())));
  }
}
