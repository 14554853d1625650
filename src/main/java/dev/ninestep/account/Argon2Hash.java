package dev.ninestep.account;

import dev.ninestep.projection.PasswordHash;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// An Argon2id hash of a password, with all that is needed to compute it again: how it is stored
/// says how it is checked, so the cost for new ones can be raised at any time.
///
/// @spec https://github.com/P-H-C/phc-string-format/blob/master/phc-sf-spec.md PHC string format
/// @spec https://www.rfc-editor.org/rfc/rfc9106 RFC 9106
final class Argon2Hash {

  private static final int TAG_BYTES = 32;
  private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getDecoder();
  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,3})"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{16,86})");

  private final Argon2Cost cost;
  private final byte[] salt;
  private final byte[] tag;

  private Argon2Hash(Argon2Cost cost, byte[] salt, byte[] tag) {
    this.cost = cost;
    this.salt = salt;
    this.tag = tag;
  }

  /// Hashes a password.
  static Argon2Hash of(Password password, Argon2Cost cost, byte[] salt) {
    return new Argon2Hash(cost, salt.clone(), compute(password, cost, salt, TAG_BYTES));
  }

  /// Makes up the hash of a password that nobody has, without the work of one: a password is found
  /// to be wrong for it after as long as for any other.
  static Argon2Hash ofNobody(Argon2Cost cost, byte[] salt, SecureRandom random) {
    var tag = new byte[TAG_BYTES];
    random.nextBytes(tag);
    return new Argon2Hash(cost, salt.clone(), tag);
  }

  /// Reads the stored form, or is empty when it is not of the form or costs what Argon2 does not
  /// know.
  static Optional<Argon2Hash> parse(PasswordHash stored) {
    var form = PHC.matcher(stored.value());
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      var cost =
          new Argon2Cost(number(form.group(1)), number(form.group(2)), number(form.group(3)));
      var salt = DECODER.decode(form.group(4));
      return Optional.of(new Argon2Hash(cost, salt, DECODER.decode(form.group(5))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  /// Whether this is the hash of a password: as much work for a wrong one as for the right one.
  boolean isOf(Password password) {
    return MessageDigest.isEqual(tag, compute(password, cost, salt, tag.length));
  }

  Argon2Cost cost() {
    return cost;
  }

  PasswordHash stored() {
    return new PasswordHash(
        "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
            .formatted(
                cost.memoryKib(),
                cost.iterations(),
                cost.parallelism(),
                ENCODER.encodeToString(salt),
                ENCODER.encodeToString(tag)));
  }

  private static byte[] compute(Password password, Argon2Cost cost, byte[] salt, int length) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(cost.memoryKib())
            .withIterations(cost.iterations())
            .withParallelism(cost.parallelism())
            .withSalt(salt)
            .build());
    var tag = new byte[length];
    generator.generateBytes(password.bytes(), tag);
    return tag;
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
