package dev.ninestep.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/// Makes new keys.
final class KeyRingMaker {

  private static final int KID_BYTES = 6;

  private KeyRingMaker() {}

  static KeyRing make(SecureRandom random) {
    var accessTokens = signingKey(random);
    var identity = signingKey(random);
    var sealing = sealingKey(random);
    return new KeyRing(
        new SigningKeys(accessTokens, List.of(accessTokens)),
        new SigningKeys(identity, List.of(identity)),
        new SealingKeys(sealing, List.of(sealing)),
        bytes(random, AddressHash.KEY_BYTES),
        RingTimes.UNKNOWN);
  }

  static ECKey signingKey(SecureRandom random) {
    try {
      return new ECKeyGenerator(Curve.P_256)
          .keyID(Base64.getUrlEncoder().encodeToString(bytes(random, KID_BYTES)))
          .algorithm(JWSAlgorithm.ES256)
          .keyUse(KeyUse.SIGNATURE)
          .secureRandom(random)
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("every JDK can make a P-256 key", e);
    }
  }

  static SealingKey sealingKey(SecureRandom random) {
    return new SealingKey(random.nextInt(), bytes(random, SealingKey.BYTES));
  }

  private static byte[] bytes(SecureRandom random, int count) {
    var bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
