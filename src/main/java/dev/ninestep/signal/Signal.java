package dev.ninestep.signal;

import dev.ninestep.event.Key;
import dev.ninestep.event.Logged;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.token.EventSubject;
import dev.ninestep.token.SecurityEvent;
import java.util.Optional;

/// What is to be told of one record.
///
/// @param record the record
/// @param subject whose tokens hold no more
/// @param resource where they were good, if that is one resource
/// @param ending how they ended
record Signal(Logged record, EventSubject subject, Optional<ResourceUri> resource, Ending ending) {

  /// Names the record, so it is the same whoever tells it and however often. The time keeps apart
  /// what stood at the same place of a log that was made anew.
  String id() {
    return record.position() + "#" + record.at().toEpochMilli();
  }

  /// The key of the record, such as `flow/…`, for operators.
  String about() {
    return key(record).map(Key::toString).orElse("a key that cannot be read");
  }

  /// What a record is about, as far as it can be read.
  static Optional<Key> key(Logged record) {
    return switch (record) {
      case Logged.Known(_, _, var fact) -> Optional.of(fact.key());
      case Logged.Unreadable unreadable -> unreadable.key();
    };
  }

  SecurityEvent eventFor(Receiver receiver) {
    return new SecurityEvent(
        id(),
        receiver.audience(),
        transaction(),
        subject,
        record.at(),
        ending.by(),
        ending.reason());
  }

  private Optional<FlowId> transaction() {
    return switch (record) {
      case Logged.Known(_, _, var fact) -> Optional.of(fact.flow());
      case Logged.Unreadable _ -> Optional.empty();
    };
  }
}
