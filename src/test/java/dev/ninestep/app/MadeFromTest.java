package dev.ninestep.app;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ninestep.event.GrantRevoked;
import dev.ninestep.event.Key;
import dev.ninestep.event.RevokedBy;
import dev.ninestep.log.VirtualFlowLog;
import dev.ninestep.projection.Database;
import dev.ninestep.projection.MemoryLog;
import dev.ninestep.projection.Tables;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RequestId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// No pod starts on a database that was made from another log than it is to read.
@ExtendWith(Database.Fresh.class)
class MadeFromTest {

  private static final FlowId FLOW = new FlowId(5, 5);

  private final VirtualFlowLog envelopes = new VirtualFlowLog();
  private final MemoryLog log = log(3);
  private final Tables tables;

  MadeFromTest(Database database) {
    tables = Tables.in(database);
  }

  private MemoryLog log(int records) {
    var made = new MemoryLog();
    for (var i = 0; i < records; i++) {
      var event = new GrantRevoked(RevokedBy.USER, Optional.empty(), Optional.empty());
      made.append(
          envelopes.now(),
          envelopes.seal(
              new Key.OfFlow(FLOW),
              FLOW,
              new RequestId(1, i),
              Optional.empty(),
              Optional.empty(),
              event));
    }
    return made;
  }

  private void demand(MemoryLog of) throws CannotStart {
    dev.ninestep.app.Database.demandMadeFrom(() -> of.reader(10), tables.projection());
  }

  @Test
  void itsOwnLogIsTaken() {
    assertThatCode(() -> demand(log)).doesNotThrowAnyException();
    tables.projectAll(log, 10);
    assertThatCode(() -> demand(log)).doesNotThrowAnyException();
  }

  @Test
  void oneThatEndsBeforeItIsNot() {
    tables.projectAll(log, 10);
    assertThatThrownBy(() -> demand(log(2)))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("@2 is in the database, and the log ends at offset 2")
        .hasMessageContaining("TRUNCATE client, grant_state, account_state");
  }

  @Test
  void oneThatHasSomethingElseInItsPlaceIsNot() {
    tables.projectAll(log, 10);
    assertThatThrownBy(() -> demand(log(9)))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("@2 is another one in the log than in the database");
  }
}
