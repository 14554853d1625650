package dev.ninestep.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ninestep.log.AlteredLogException.Damage;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/// How seals stand in their topic: those of a partition all in one partition, with its name for a
/// key, the text for a value and the signature for a header.
///
/// @param name the topic
/// @param partitions how many it has
/// @param signature makes the signature of a text
record SealTopic(String name, int partitions, UnaryOperator<byte[]> signature) {

  private static final String SIGNATURE = "signature";

  /// Where the seals of a partition stand, among those of others.
  TopicPartition placeOf(TopicPartition sealed) {
    return new TopicPartition(name, sealed.partition() % partitions);
  }

  /// A seal, signed.
  ProducerRecord<byte[], byte[]> write(Seal seal) {
    var text = seal.text().getBytes(UTF_8);
    var record =
        new ProducerRecord<>(name, placeOf(seal.place()).partition(), key(seal.place()), text);
    record.headers().add(SIGNATURE, signature.apply(text));
    return record;
  }

  /// The seal in a record.
  ///
  /// @param of whose seals are wanted
  /// @param sealedTo how far it is sealed, as far as is known
  /// @return the seal, or empty when the record is about another partition
  /// @throws AlteredLogException when the signature is not ours, or its text is not about this
  ///   partition
  Optional<Seal> read(ConsumerRecord<byte[], byte[]> record, TopicPartition of, long sealedTo) {
    if (!Arrays.equals(record.key(), key(of))) {
      return Optional.empty();
    }
    var seal =
        isOurs(record)
            ? Seal.parse(new String(record.value(), UTF_8)).filter(s -> s.place().equals(of))
            : Optional.<Seal>empty();
    if (seal.isEmpty()) {
      throw new AlteredLogException(
          of,
          sealedTo,
          sealedTo,
          Damage.SEAL_IS_FORGED,
          "the seal at offset %d of topic %s, partition %d, is not signed with the key in use"
              .formatted(record.offset(), record.topic(), record.partition()));
    }
    return seal;
  }

  private boolean isOurs(ConsumerRecord<byte[], byte[]> record) {
    var given = record.headers().lastHeader(SIGNATURE);
    return given != null
        && record.value() != null
        && MessageDigest.isEqual(given.value(), signature.apply(record.value()));
  }

  private static byte[] key(TopicPartition place) {
    return (place.topic() + "/" + place.partition()).getBytes(UTF_8);
  }
}
