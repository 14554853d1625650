package dev.ninestep.token;

import com.nimbusds.jose.jwk.ECKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs, with the key a server signs access tokens with, what that server would never sign.
///
/// @param ring the server's keys
public record Forger(KeyRing ring) {

  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  private ECKey key() {
    return ring.accessTokens().signing();
  }

  /// The header of the access tokens of the server.
  public String header() {
    return "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"" + key().getKeyID() + "\"}";
  }

  /// The public key, as everybody may have it.
  public String publicKey() {
    return key().toPublicJWK().toJSONString();
  }

  /// A JWT signed with the server's key.
  public String signed(String header, String claims) {
    var message = message(header, claims);
    var es256 = new Es256(Crypto.best());
    return message
        + "."
        + BASE64URL.encodeToString(es256.sign(es256.privateHalf(key()), bytes(message)));
  }

  /// A JWT whose signature is a MAC that everybody can make who knows the public key.
  public String withPublicKeyAsSecret(String header, String claims) throws Exception {
    var message = message(header, claims);
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(publicKey().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return message + "." + BASE64URL.encodeToString(mac.doFinal(bytes(message)));
  }

  /// A JWT without a signature.
  public String unsigned(String header, String claims) {
    return message(header, claims) + ".";
  }

  private static String message(String header, String claims) {
    return BASE64URL.encodeToString(bytes(header)) + "." + BASE64URL.encodeToString(bytes(claims));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
