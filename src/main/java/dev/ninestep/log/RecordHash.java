package dev.ninestep.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// One hash over many records: SHA-256 of, for each in its order, offset, time, key, every header
/// and value. Everything stands behind its own length, so no byte can move from one to another.
final class RecordHash {

  private static final int ABSENT = -1;

  private final MessageDigest digest = sha256();
  private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
  private long records;

  void add(ConsumerRecord<byte[], byte[]> record) {
    number(record.offset());
    number(record.timestamp());
    bytes(record.key());
    var headers = record.headers().toArray();
    number(headers.length);
    for (var header : headers) {
      bytes(header.key().getBytes(UTF_8));
      bytes(header.value());
    }
    bytes(record.value());
    records++;
  }

  /// How many records it has been given.
  long records() {
    return records;
  }

  /// The hash, after which nothing can be added.
  ///
  /// @return 64 lower-case hex digits
  String finish() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /// The hash of one text.
  ///
  /// @return 64 lower-case hex digits
  static String of(String text) {
    return HexFormat.of().formatHex(sha256().digest(text.getBytes(UTF_8)));
  }

  private void number(long value) {
    digest.update(number.clear().putLong(value).flip());
  }

  private void bytes(byte @Nullable [] bytes) {
    if (bytes == null) {
      number(ABSENT);
    } else {
      number(bytes.length);
      digest.update(bytes);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
