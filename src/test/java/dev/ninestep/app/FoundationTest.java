package dev.ninestep.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.MetadataServed;
import dev.ninestep.exchange.Recorder;
import dev.ninestep.exchange.SomeExchange;
import dev.ninestep.log.VirtualFlowLog;
import dev.ninestep.protocol.FlowId;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FoundationTest {

  private final Vertx vertx = Vertx.vertx();
  private final VirtualFlowLog log = new VirtualFlowLog();
  private final Recorder<?> recorder = new Recorder<>(log, log);

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  // EV-10
  @Test
  void whatWasCountedOfAFloodIsWrittenBeforeTheLogIsClosed() {
    var teardown = new Teardown();
    teardown.add("the log", log::goDown);
    Foundation.flushFloods(vertx, recorder, teardown);
    for (var i = 0; i < 500; i++) {
      var exchange = SomeExchange.of(new FlowId(0, i));
      recorder.tell(exchange, new MetadataServed("jwks", "/jwks", exchange.caller()));
    }

    teardown.run();

    assertThat(log.events(MetadataServed.class).stream().mapToLong(MetadataServed::times).sum())
        .isEqualTo(500);
  }
}
