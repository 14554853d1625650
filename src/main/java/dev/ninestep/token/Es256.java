package dev.ninestep.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;

/// ECDSA on P-256 with SHA-256, in the form JWS wants it: r and s side by side.
///
/// @spec https://www.rfc-editor.org/rfc/rfc7518#section-3.4 RFC 7518 §3.4
final class Es256 {

  private static final String ALGORITHM = "SHA256withECDSAinP1363Format";

  private final Crypto crypto;

  Es256(Crypto crypto) {
    this.crypto = crypto;
  }

  byte[] sign(PrivateKey key, byte[] message) {
    try {
      var signature = signature();
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(crypto.name() + " cannot sign ES256", e);
    }
  }

  boolean verify(PublicKey key, byte[] message, byte[] candidate) {
    try {
      var signature = signature();
      signature.initVerify(key);
      signature.update(message);
      return signature.verify(candidate);
    } catch (SignatureException e) {
      // Not 64 bytes, or r or s out of range.
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(crypto.name() + " cannot verify ES256", e);
    }
  }

  /// The private half, in the provider's own form, so that no signature has to translate it.
  PrivateKey privateHalf(ECKey key) {
    try {
      return (PrivateKey) translate(key.toECPrivateKey());
    } catch (GeneralSecurityException | JOSEException e) {
      throw new IllegalStateException(crypto.name() + " cannot use key " + key.getKeyID(), e);
    }
  }

  /// The public half, in the provider's own form.
  PublicKey publicHalf(ECKey key) {
    try {
      return (PublicKey) translate(key.toECPublicKey());
    } catch (GeneralSecurityException | JOSEException e) {
      throw new IllegalStateException(crypto.name() + " cannot use key " + key.getKeyID(), e);
    }
  }

  private Key translate(Key key) throws GeneralSecurityException {
    return crypto.provider().isPresent()
        ? KeyFactory.getInstance("EC", crypto.provider().get()).translateKey(key)
        : key;
  }

  private Signature signature() throws GeneralSecurityException {
    return crypto.provider().isPresent()
        ? Signature.getInstance(ALGORITHM, crypto.provider().get())
        : Signature.getInstance(ALGORITHM);
  }

  /// Whether the private half of a key signs what its public half verifies.
  boolean isPair(ECKey key) {
    var message = "pair".getBytes(StandardCharsets.US_ASCII);
    return verify(publicHalf(key), message, sign(privateHalf(key), message));
  }
}
