package dev.ninestep.token;

import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.KeyThumbprint;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/// Reads what [PayloadWriter] wrote. What it reads is authentic, so a content that does not fit was
/// written by another release: every method throws [IllegalArgumentException] or
/// [java.nio.BufferUnderflowException] then, and the value does not open.
final class PayloadReader {

  private final ByteBuffer from;

  PayloadReader(byte[] content) {
    this.from = ByteBuffer.wrap(content);
  }

  byte version() {
    return from.get();
  }

  FlowId flow() {
    return new FlowId(from.getLong(), from.getLong());
  }

  AccountId account() {
    return new AccountId(from.getLong(), from.getLong());
  }

  Instant time() {
    return Instant.ofEpochMilli(from.getLong());
  }

  boolean flag() {
    return switch (from.get()) {
      case 0 -> false;
      case 1 -> true;
      default -> throw new IllegalArgumentException("a flag is 0 or 1");
    };
  }

  int count() {
    var count = 0;
    for (var shift = 0; shift < 35; shift += 7) {
      var next = from.get();
      count |= (next & 0x7f) << shift;
      if (next >= 0) {
        return count;
      }
    }
    throw new IllegalArgumentException("a count has at most five bytes");
  }

  String text() {
    var length = count();
    if (length < 0 || length > from.remaining()) {
      throw new IllegalArgumentException("a text ends within its content");
    }
    var bytes = new byte[length];
    from.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  Scope scope() {
    return Scope.parse(text()).orElseThrow(() -> new IllegalArgumentException("not a scope"));
  }

  ResourceUri resource() {
    return new ResourceUri(text());
  }

  /// The key that may stand last.
  Optional<KeyThumbprint> keyIfThere() {
    return isAtEnd() ? Optional.empty() : Optional.of(new KeyThumbprint(text()));
  }

  boolean isAtEnd() {
    return !from.hasRemaining();
  }

  void end() {
    if (from.hasRemaining()) {
      throw new IllegalArgumentException("a content ends with its last member");
    }
  }
}
