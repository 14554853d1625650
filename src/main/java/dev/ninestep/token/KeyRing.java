package dev.ninestep.token;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// All keys of an installation, the same on every pod: what signs access tokens, what signs the
/// identity an upstream sees, what seals values, and what hashes addresses and signs what is found
/// in the log. Prints key ids only.
///
/// The file is JSON. Lists are in the order of age, and exactly one key of each list is the active
/// one:
///
/// ```json
/// {
///   "access_token_keys": [
///     {"status": "signing",   "jwk": {"kty": "EC", "crv": "P-256", "kid": "…", "x": "…", "y": "…", "d": "…"}},
///     {"status": "published", "jwk": {…}}
///   ],
///   "identity_keys": [{"status": "signing", "jwk": {…}}],
///   "sealing_keys": [{"status": "sealing", "kid": "8 hex digits", "key": "32 bytes, base64url"},
///                    {"status": "opening", …}],
///   "address_key": "32 bytes, base64url",
///   "announced_at": "2026-11-21T14:03:00Z",
///   "turned_at": "2026-10-20T09:00:00Z"
/// }
/// ```
///
/// The two times say when the newest keys were announced, if they wait to be used, and when those
/// in use were put to use; a ring that no step was taken with has neither.
///
/// To change keys without a refused token: [#announce], give the ring to every pod and wait until
/// caches of the JWKS have lapsed; [#turn], give it to every pod and wait until the last value made
/// with the old keys has lapsed; [#prune]. Pods one step apart understand each other. To drop a
/// leaked key at once, [#remove] it: what was made with it is refused from then on.
public final class KeyRing {

  private final SigningKeys accessTokens;
  private final SigningKeys identity;
  private final SealingKeys sealing;
  private final byte[] addressKey;
  private final RingTimes times;

  KeyRing(
      SigningKeys accessTokens,
      SigningKeys identity,
      SealingKeys sealing,
      byte[] addressKey,
      RingTimes times) {
    this.accessTokens = accessTokens;
    this.identity = identity;
    this.sealing = sealing;
    this.addressKey = addressKey.clone();
    this.times = times;
  }

  /// Reads a ring from its file.
  ///
  /// @param file readable by its owner alone
  /// @return the ring
  /// @throws IOException when the file cannot be read
  /// @throws IllegalArgumentException when others than the owner have access to the file (the
  ///   message names the file and its mode) or the ring is malformed (the message names the file
  ///   and the member, never a key)
  public static KeyRing read(Path file) throws IOException {
    var json = SecretFile.read(file);
    try {
      return KeyRingReader.read(json);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  /// Reads a ring from its text, as an environment variable holds it.
  ///
  /// @param json the content of a key ring file
  /// @return the ring
  /// @throws IllegalArgumentException when it is malformed; the message names the member, never a
  ///   key
  public static KeyRing parse(String json) {
    return KeyRingReader.read(json);
  }

  /// Makes a ring of new keys, one of each.
  ///
  /// @return the ring
  public static KeyRing generate() {
    return KeyRingMaker.make(Crypto.best().random());
  }

  /// Writes the ring, in one move, to a file that only its owner may read. What the file held
  /// before is gone, and with it every token made with keys that are not in this ring.
  ///
  /// @param file where to; its directory must exist
  /// @throws IOException when it cannot be written; the file is then as it was
  public void write(Path file) throws IOException {
    SecretFile.write(file, KeyRingWriter.write(this));
  }

  /// The ring with one more key in each list, known but not yet used.
  ///
  /// @param at the time
  /// @return the ring for the first step of a change of keys
  public KeyRing announce(Instant at) {
    var random = Crypto.best().random();
    return new KeyRing(
        accessTokens.announcing(KeyRingMaker.signingKey(random)),
        identity.announcing(KeyRingMaker.signingKey(random)),
        sealing.announcing(KeyRingMaker.sealingKey(random)),
        addressKey,
        times.announcedAt(at));
  }

  /// The ring with the newest key of each list in use; the older ones verify and open.
  ///
  /// @param at the time
  /// @return the ring for the second step of a change of keys
  public KeyRing turn(Instant at) {
    return new KeyRing(
        accessTokens.turned(), identity.turned(), sealing.turned(), addressKey, times.turnedAt(at));
  }

  /// The ring without the keys older than those in use.
  ///
  /// @return the ring for the last step of a change of keys
  public KeyRing prune() {
    return new KeyRing(
        accessTokens.pruned(), identity.pruned(), sealing.pruned(), addressKey, times);
  }

  /// The ring without one key that has leaked. What was made with it is refused from then on; where
  /// it was in use, the newest other key is, or a new one.
  ///
  /// @param kid the id of the key
  /// @return the ring to give to every pod at once
  /// @throws IllegalArgumentException when no key has this id
  public KeyRing remove(String kid) {
    if (!accessTokens.has(kid) && !identity.has(kid) && !sealing.has(kid)) {
      throw new IllegalArgumentException("no key has the kid " + kid);
    }
    var random = Crypto.best().random();
    return new KeyRing(
        accessTokens.without(kid, () -> KeyRingMaker.signingKey(random)),
        identity.without(kid, () -> KeyRingMaker.signingKey(random)),
        sealing.without(kid, () -> KeyRingMaker.sealingKey(random)),
        addressKey,
        times);
  }

  /// Whether keys are known that are newer than those in use.
  ///
  /// @return true between [#announce] and [#turn]
  public boolean hasNewer() {
    return !usesTheKeysOf(turn(Instant.EPOCH));
  }

  /// Whether keys are known that are older than those in use.
  ///
  /// @return true between [#turn] and [#prune]
  public boolean hasOlder() {
    var pruned = prune();
    return pruned.accessTokens.all().size() < accessTokens.all().size()
        || pruned.identity.all().size() < identity.all().size()
        || pruned.sealing.all().size() < sealing.all().size();
  }

  private boolean usesTheKeysOf(KeyRing other) {
    return accessTokens.signing().equals(other.accessTokens.signing())
        && identity.signing().equals(other.identity.signing())
        && sealing.sealing().equals(other.sealing.sealing());
  }

  /// When the newest keys were announced.
  ///
  /// @return the time, if any keys wait to be used and it is known
  public Optional<Instant> announcedAt() {
    return times.announced();
  }

  /// When the keys in use were put to use.
  ///
  /// @return the time, if it is known
  public Optional<Instant> turnedAt() {
    return times.turned();
  }

  RingTimes times() {
    return times;
  }

  SigningKeys accessTokens() {
    return accessTokens;
  }

  SigningKeys identity() {
    return identity;
  }

  SealingKeys sealing() {
    return sealing;
  }

  byte[] addressKey() {
    return addressKey.clone();
  }

  @Override
  public String toString() {
    return "KeyRing[accessTokens=%s, identity=%s, sealing=%s]"
        .formatted(accessTokens, identity, sealing);
  }
}
