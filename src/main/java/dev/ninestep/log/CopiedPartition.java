package dev.ninestep.log;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/// One partition in a file: its records as they are, byte for byte, with their times and in their
/// order, and at the end how many there were, so that a file that was cut off shows it.
///
/// @param topic the topic
/// @param partition its number
/// @param partitions how many the topic has
/// @param from the offset of the first record
public record CopiedPartition(String topic, int partition, int partitions, long from) {

  private static final String FORMAT = "ninestep log copy 1";
  private static final String SUFFIX = ".log.gz";
  private static final int RECORD = 1;
  private static final int END = 0;
  private static final int ABSENT = -1;

  /// Where the records come from.
  interface Source {

    /// Hands over each, in order.
    void read(Consumer<? super ConsumerRecord<byte[], byte[]>> each);
  }

  private String fileName() {
    return topic + "-" + partition + SUFFIX;
  }

  /// The files of a copy.
  static List<Path> files(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    }
  }

  /// Writes the file, which must not be there yet.
  ///
  /// @return the offset after the last record
  long write(Path directory, Source source) throws IOException {
    var file = directory.resolve(fileName());
    try (var out =
        new DataOutputStream(
            new GZIPOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)))) {
      out.writeUTF(FORMAT);
      out.writeUTF(topic);
      out.writeInt(partition);
      out.writeInt(partitions);
      out.writeLong(from);
      var next = new long[] {from};
      source.read(record -> {
        next[0] = write(out, record, next[0]);
      });
      out.writeByte(END);
      out.writeLong(next[0]);
      return next[0];
    } catch (Unwritten e) {
      throw e.cause;
    }
  }

  /// The log has no transactions and forgets nothing in the middle, so a gap is a loss.
  private long write(DataOutputStream out, ConsumerRecord<byte[], byte[]> record, long next) {
    if (record.offset() != next) {
      throw new UnusableLogException(
          "topic %s, partition %d: offset %d is followed by %d"
              .formatted(topic, partition, next - 1, record.offset()));
    }
    try {
      out.writeByte(RECORD);
      out.writeLong(record.timestamp());
      write(out, record.key());
      write(out, record.value());
      var headers = record.headers().toArray();
      out.writeInt(headers.length);
      for (var header : headers) {
        out.writeUTF(header.key());
        write(out, header.value());
      }
      return next + 1;
    } catch (IOException e) {
      throw new Unwritten(e);
    }
  }

  private static void write(DataOutputStream out, byte @Nullable [] bytes) throws IOException {
    out.writeInt(bytes == null ? ABSENT : bytes.length);
    if (bytes != null) {
      out.write(bytes);
    }
  }

  /// What a file holds, without its records.
  ///
  /// @throws UnusableLogException when it is no file of a copy
  static CopiedPartition of(Path file) throws IOException {
    try (var in = open(file)) {
      return head(file, in);
    } catch (EOFException | ZipException e) {
      throw damaged(file, e);
    }
  }

  private static DataInputStream open(Path file) throws IOException {
    return new DataInputStream(new GZIPInputStream(Files.newInputStream(file)));
  }

  private static CopiedPartition head(Path file, DataInputStream in) throws IOException {
    var format = in.readUTF();
    if (!format.equals(FORMAT)) {
      throw new UnusableLogException(file + " is a \"" + format + "\", not a \"" + FORMAT + "\"");
    }
    return new CopiedPartition(in.readUTF(), in.readInt(), in.readInt(), in.readLong());
  }

  /// Reads the records of a file, for the partition they come from.
  ///
  /// @param each gets each of them, with its time
  /// @return the offset after the last one
  /// @throws UnusableLogException when the file is cut off or damaged
  static long read(Path file, Consumer<ProducerRecord<byte[], byte[]>> each) throws IOException {
    try (var in = open(file)) {
      var of = head(file, in);
      var next = of.from;
      while (in.readByte() == RECORD) {
        each.accept(of.record(in));
        next++;
      }
      var said = in.readLong();
      if (said != next) {
        throw new UnusableLogException(
            "%s ends at offset %d, and should at %d".formatted(file, next, said));
      }
      return next;
    } catch (EOFException | ZipException e) {
      throw damaged(file, e);
    }
  }

  private ProducerRecord<byte[], byte[]> record(DataInputStream in) throws IOException {
    var at = in.readLong();
    var key = bytes(in);
    var value = bytes(in);
    var headers = new ArrayList<Header>();
    for (var left = in.readInt(); left > 0; left--) {
      headers.add(new RecordHeader(in.readUTF(), bytes(in)));
    }
    return new ProducerRecord<>(topic, partition, at, key, value, headers);
  }

  private static byte @Nullable [] bytes(DataInputStream in) throws IOException {
    var length = in.readInt();
    return length == ABSENT ? null : in.readNBytes(length);
  }

  private static UnusableLogException damaged(Path file, IOException e) {
    return new UnusableLogException(file + " is cut off or damaged", e);
  }

  /// Carries a failure to write through whoever reads.
  private static final class Unwritten extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient IOException cause;

    private Unwritten(IOException cause) {
      super(cause);
      this.cause = cause;
    }
  }
}
