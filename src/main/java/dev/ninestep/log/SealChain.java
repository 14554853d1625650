package dev.ninestep.log;

import dev.ninestep.event.Topic;
import dev.ninestep.log.AlteredLogException.Damage;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/// The seals of one partition, in the order in which they were written.
///
/// Each names the one before it, so none can be taken out of the middle. Two processes that for a
/// moment both believe that it is theirs to seal leave a fork: both branches are true, and the
/// chain goes on from either.
final class SealChain {

  /// Further back than two processes overlap.
  private static final int REMEMBERED = 64;

  private final TopicPartition place;
  private final Map<String, Long> ends = new LinkedHashMap<>();
  private String head = Seal.NOTHING;
  private long sealedTo;
  private long count;

  SealChain(TopicPartition place) {
    this.place = place;
    ends.put(Seal.NOTHING, 0L);
  }

  /// Takes the next seal.
  ///
  /// @throws AlteredLogException when it follows none that is here
  void add(Seal seal) {
    var before = ends.get(seal.previous());
    if (before == null || !follows(seal, before)) {
      throw new AlteredLogException(
          place,
          seal.from(),
          seal.to(),
          Damage.SEAL_IS_MISSING,
          "its seal follows another one than the last there is, which ends at " + sealedTo);
    }
    ends.put(seal.link(), seal.to());
    if (ends.size() > REMEMBERED) {
      ends.remove(ends.keySet().iterator().next());
    }
    if (seal.to() > sealedTo) {
      sealedTo = seal.to();
      head = seal.link();
    }
    count++;
  }

  /// The first seal begins where the log then did, and one after a gap is true of a topic only that
  /// may forget.
  private boolean follows(Seal seal, long before) {
    var mayBegin = seal.previous().equals(Seal.NOTHING) || mayForget(seal.place());
    return seal.from() == before || (seal.from() > before && mayBegin);
  }

  /// Whether a topic's oldest records may be deleted.
  static boolean mayForget(TopicPartition place) {
    return LogSettings.topic(place.topic()) == Topic.CALLS;
  }

  /// The [Seal#link()] of the seal that the next one has to follow.
  String head() {
    return head;
  }

  /// The offset after the last that is sealed.
  long sealedTo() {
    return sealedTo;
  }

  long count() {
    return count;
  }
}
