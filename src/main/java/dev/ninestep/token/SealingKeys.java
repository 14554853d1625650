package dev.ninestep.token;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The AES keys of a ring: one seals, all open. A new key opens on every pod before it seals on
/// any, else a pod still without it would tell a user that a good refresh token is bad.
///
/// @param sealing the key that seals
/// @param all every key that opens, the sealing one among them, in the order of the ring
record SealingKeys(SealingKey sealing, List<SealingKey> all) {

  SealingKeys {
    all = List.copyOf(all);
  }

  /// With one more key at the end, which opens and does not seal yet.
  SealingKeys announcing(SealingKey next) {
    return new SealingKeys(sealing, Stream.concat(all.stream(), Stream.of(next)).toList());
  }

  /// With the newest key sealing.
  SealingKeys turned() {
    return new SealingKeys(all.getLast(), all);
  }

  /// Without the keys older than the one that seals.
  SealingKeys pruned() {
    return new SealingKeys(sealing, all.subList(all.indexOf(sealing), all.size()));
  }

  boolean has(String kid) {
    return all.stream().anyMatch(key -> key.kid().equals(kid));
  }

  /// Without one key. If that one seals, the newest of the others does from here on, and if there
  /// is no other, a new one.
  SealingKeys without(String kid, Supplier<SealingKey> fresh) {
    var others = all.stream().filter(key -> !key.kid().equals(kid)).toList();
    var left = others.isEmpty() ? List.of(fresh.get()) : others;
    return new SealingKeys(left.contains(sealing) ? sealing : left.getLast(), left);
  }

  /// The keys that one purpose uses, derived from these.
  SealingKeys derivedFor(Purpose purpose) {
    return new SealingKeys(
        sealing.derivedFor(purpose), all.stream().map(key -> key.derivedFor(purpose)).toList());
  }

  Optional<SealingKey> find(int id) {
    for (var key : all) {
      if (key.id() == id) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }
}
