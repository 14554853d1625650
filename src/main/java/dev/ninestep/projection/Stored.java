package dev.ninestep.projection;

import dev.ninestep.event.Topic;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RequestId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;

/// How the standard's words stand in columns: ids of 128 bits as `uuid`, times as `timestamptz`.
final class Stored {

  private Stored() {}

  static UUID id(FlowId flow) {
    return new UUID(flow.high(), flow.low());
  }

  static UUID id(AccountId account) {
    return new UUID(account.high(), account.low());
  }

  static UUID id(RequestId request) {
    return new UUID(request.high(), request.low());
  }

  static FlowId flow(UUID id) {
    return new FlowId(id.getMostSignificantBits(), id.getLeastSignificantBits());
  }

  static AccountId account(UUID id) {
    return new AccountId(id.getMostSignificantBits(), id.getLeastSignificantBits());
  }

  static RequestId request(UUID id) {
    return new RequestId(id.getMostSignificantBits(), id.getLeastSignificantBits());
  }

  static OffsetDateTime time(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  /// When a UTC day begins.
  static Instant midnight(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  static String word(Topic topic) {
    return topic.name().toLowerCase(Locale.ROOT);
  }

  static Topic topic(String word) {
    return Topic.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
