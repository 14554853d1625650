package dev.ninestep.token;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;

/// Puts a ring into its JSON form.
final class KeyRingWriter {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  private KeyRingWriter() {}

  static String write(KeyRing ring) {
    var root = JSON.createObjectNode();
    signing(ring.accessTokens(), root.putArray("access_token_keys"));
    signing(ring.identity(), root.putArray("identity_keys"));
    sealing(ring.sealing(), root.putArray("sealing_keys"));
    root.put("address_key", BASE64URL.encodeToString(ring.addressKey()));
    ring.times().announced().ifPresent(at -> root.put("announced_at", at.toString()));
    ring.times().turned().ifPresent(at -> root.put("turned_at", at.toString()));
    return root.toPrettyString() + "\n";
  }

  private static void signing(SigningKeys keys, ArrayNode to) {
    for (var key : keys.all()) {
      var entry = entry(to, key.equals(keys.signing()) ? "signing" : "published");
      entry
          .putObject("jwk")
          .put("kty", "EC")
          .put("crv", key.getCurve().getName())
          .put("kid", key.getKeyID())
          .put("x", key.getX().toString())
          .put("y", key.getY().toString())
          .put("d", key.getD().toString());
    }
  }

  private static void sealing(SealingKeys keys, ArrayNode to) {
    for (var key : keys.all()) {
      entry(to, key.equals(keys.sealing()) ? "sealing" : "opening")
          .put("kid", key.kid())
          .put("key", BASE64URL.encodeToString(key.key().getEncoded()));
    }
  }

  private static ObjectNode entry(ArrayNode to, String status) {
    return to.addObject().put("status", status);
  }
}
