package dev.ninestep.token;

import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.KeyThumbprint;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// Writes the content of a sealed value: fixed-width numbers big-endian, lengths and counts as
/// variable-length integers of seven bits a byte, texts as UTF-8 with their length before them.
final class PayloadWriter {

  private ByteBuffer to = ByteBuffer.allocate(256);

  PayloadWriter version(byte version) {
    room(1).put(version);
    return this;
  }

  PayloadWriter flow(FlowId flow) {
    room(16).putLong(flow.high()).putLong(flow.low());
    return this;
  }

  PayloadWriter account(AccountId account) {
    room(16).putLong(account.high()).putLong(account.low());
    return this;
  }

  /// To the millisecond, as the log counts.
  PayloadWriter time(Instant at) {
    room(8).putLong(at.toEpochMilli());
    return this;
  }

  PayloadWriter flag(boolean flag) {
    room(1).put((byte) (flag ? 1 : 0));
    return this;
  }

  PayloadWriter count(int count) {
    var rest = count;
    room(5);
    while ((rest & ~0x7f) != 0) {
      to.put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    to.put((byte) rest);
    return this;
  }

  PayloadWriter text(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    count(bytes.length);
    room(bytes.length).put(bytes);
    return this;
  }

  PayloadWriter scope(Scope scope) {
    return text(scope.toString());
  }

  PayloadWriter resource(ResourceUri resource) {
    return text(resource.value());
  }

  /// To be written last: a value without a key ends before it.
  PayloadWriter lastly(Optional<KeyThumbprint> key) {
    return key.map(known -> text(known.value())).orElse(this);
  }

  private ByteBuffer room(int bytes) {
    if (to.remaining() < bytes) {
      to = ByteBuffer.allocate(2 * to.capacity() + bytes).put(to.flip());
    }
    return to;
  }

  byte[] bytes() {
    return Arrays.copyOf(to.array(), to.position());
  }
}
