package dev.ninestep.embedded;

import java.nio.file.Path;
import java.util.OptionalInt;

/// The `server.properties` of a broker that is its own controller, sized for two shared cores.
final class BrokerProperties {

  static final String NODE_ID = "1";
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private BrokerProperties() {}

  /// What the file says. No message is fsynced: a record outlives the broker's process, but not
  /// necessarily the operating system.
  static String render(Path logDirectory, BrokerPorts ports, OptionalInt advertisedProxyPort) {
    String proxied = ",PROXIED://127.0.0.1:";
    String listeners = advertisedProxyPort.isPresent() ? proxied + ports.behindProxy() : "";
    String advertised =
        advertisedProxyPort.isPresent() ? proxied + advertisedProxyPort.getAsInt() : "";
    return """
    process.roles=broker,controller
    node.id=%1$s
    log.dirs=%2$s
    listeners=CLIENTS://127.0.0.1:%3$d,%7$s://127.0.0.1:%4$d%5$s
    advertised.listeners=CLIENTS://127.0.0.1:%3$d%6$s
    listener.security.protocol.map=CLIENTS:PLAINTEXT,%7$s:PLAINTEXT,PROXIED:PLAINTEXT
    inter.broker.listener.name=CLIENTS
    controller.listener.names=%7$s
    controller.quorum.voters=%1$s@127.0.0.1:%4$d

    # what the log must be: its own time, for ever, only topics somebody asked for
    log.message.timestamp.type=LogAppendTime
    log.retention.ms=-1
    log.retention.bytes=-1
    auto.create.topics.enable=false

    # one copy of everything
    default.replication.factor=1
    min.insync.replicas=1
    offsets.topic.replication.factor=1
    offsets.topic.num.partitions=4
    transaction.state.log.replication.factor=1
    transaction.state.log.min.isr=1
    transaction.state.log.num.partitions=4
    share.coordinator.state.topic.replication.factor=1
    share.coordinator.state.topic.min.isr=1
    share.coordinator.state.topic.num.partitions=1

    # small, and quick to start and stop
    num.network.threads=2
    num.io.threads=2
    background.threads=2
    num.recovery.threads.per.data.dir=2
    log.cleaner.dedupe.buffer.size=16777216
    group.initial.rebalance.delay.ms=0
    broker.heartbeat.interval.ms=500
    server.max.startup.time.ms=60000
    """
        .formatted(
            NODE_ID,
            logDirectory.toString().replace("\\", "\\\\"),
            ports.clients(),
            ports.controller(),
            listeners,
            advertised,
            CONTROLLER_LISTENER);
  }
}
