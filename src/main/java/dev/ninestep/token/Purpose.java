package dev.ninestep.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/// The kinds of sealed values. Each has a key of its own, derived from the ring's sealing key, so a
/// value of one kind cannot be opened as another.
enum Purpose {
  CODE(1, "authorization-code"),
  REFRESH(2, "refresh-token"),
  REQUEST(3, "authorization-request"),
  CONSENT(4, "consent-nonce"),
  SESSION(5, "session"),
  SIGN_IN(6, "sign-in-nonce"),
  PUSHED(7, "pushed-request"),
  FORM(8, "form-nonce"),
  UPSTREAM_SESSION(9, "upstream-session");

  private static final int KEY_BYTES = 32;

  private final byte tag;
  private final String label;

  Purpose(int tag, String label) {
    this.tag = (byte) tag;
    this.label = label;
  }

  /// Marks the kind in the clear header of a sealed value. Never changes.
  byte tag() {
    return tag;
  }

  /// This kind's key.
  SecretKey derive(SecretKey sealingKey) {
    return derive(sealingKey, label);
  }

  /// The key of a purpose that seals nothing, and so is no kind.
  ///
  /// @spec https://www.rfc-editor.org/rfc/rfc5869 RFC 5869
  static SecretKey derive(SecretKey sealingKey, String label) {
    try {
      var info = ("dev.ninestep seal v1 " + label).getBytes(StandardCharsets.US_ASCII);
      return KDF.getInstance("HKDF-SHA256")
          .deriveKey(
              "AES", HKDFParameterSpec.ofExtract().addIKM(sealingKey).thenExpand(info, KEY_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("JDK 25 has HKDF-SHA256", e);
    }
  }
}
