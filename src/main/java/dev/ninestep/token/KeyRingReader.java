package dev.ninestep.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.util.Base64URL;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/// Reads a ring strictly: what it does not know it refuses, so that a misspelt status never leaves
/// a key signing that should not.
final class KeyRingReader {

  private static final Es256 ES256 = new Es256(Crypto.ofTheJdk());

  private final Set<String> kids = new HashSet<>();

  private KeyRingReader() {}

  static KeyRing read(String json) {
    var root =
        new Member("", tree(json))
            .has(
                "access_token_keys",
                "identity_keys",
                "sealing_keys",
                "address_key",
                "announced_at",
                "turned_at");
    var reader = new KeyRingReader();
    return new KeyRing(
        reader.signing(root.get("access_token_keys")),
        reader.signing(root.get("identity_keys")),
        reader.sealing(root.get("sealing_keys")),
        root.get("address_key").bytes32(),
        new RingTimes(
            root.find("announced_at").map(Member::time), root.find("turned_at").map(Member::time)));
  }

  private static JsonNode tree(String json) {
    try {
      return StrictJson.MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      // Not as a cause: Jackson's message quotes the text around the mistake.
      var at = e.getLocation();
      throw new IllegalArgumentException(
          at == null
              ? "the key ring cannot be read as JSON"
              : "the key ring cannot be read as JSON at line %d, column %d"
                  .formatted(at.getLineNr(), at.getColumnNr()));
    }
  }

  private SigningKeys signing(Member list) {
    var active = new ArrayList<ECKey>();
    var all = new ArrayList<ECKey>();
    for (var entry : list.items()) {
      entry.has("status", "jwk");
      var key = jwk(entry.get("jwk"));
      all.add(key);
      if (isActive(entry.get("status"), "signing", "published")) {
        active.add(key);
      }
    }
    return new SigningKeys(only(active, list, "signing"), all);
  }

  private ECKey jwk(Member jwk) {
    jwk.has("kty", "crv", "kid", "x", "y", "d", "alg", "use");
    jwk.get("kty").is("EC");
    jwk.get("crv").is("P-256");
    var x = Base64URL.encode(jwk.get("x").bytes32());
    var y = Base64URL.encode(jwk.get("y").bytes32());
    var d = Base64URL.encode(jwk.get("d").bytes32());
    var kid = unique(jwk.get("kid"), "[A-Za-z0-9_-]{1,64}");
    try {
      var key =
          new ECKey.Builder(Curve.P_256, x, y)
              .d(d)
              .keyID(kid)
              .algorithm(JWSAlgorithm.ES256)
              .keyUse(KeyUse.SIGNATURE)
              .build();
      if (ES256.isPair(key)) {
        return key;
      }
    } catch (IllegalStateException e) {
      // Nimbus: the point is not on the curve.
    }
    throw jwk.wrong("must be a P-256 key whose x, y and d belong together");
  }

  private SealingKeys sealing(Member list) {
    var active = new ArrayList<SealingKey>();
    var all = new ArrayList<SealingKey>();
    for (var entry : list.items()) {
      entry.has("status", "kid", "key");
      var id = HexFormat.fromHexDigits(unique(entry.get("kid"), "[0-9a-f]{8}"));
      var key = new SealingKey(id, entry.get("key").bytes32());
      all.add(key);
      if (isActive(entry.get("status"), "sealing", "opening")) {
        active.add(key);
      }
    }
    return new SealingKeys(only(active, list, "sealing"), all);
  }

  private String unique(Member kid, String form) {
    var text = kid.text();
    if (!text.matches(form)) {
      throw kid.wrong("must match " + form);
    }
    if (!kids.add(text)) {
      throw kid.wrong("is the kid of another key too");
    }
    return text;
  }

  private static boolean isActive(Member status, String active, String waiting) {
    var word = status.text();
    if (!word.equals(active) && !word.equals(waiting)) {
      throw status.wrong("must be \"" + active + "\" or \"" + waiting + "\"");
    }
    return word.equals(active);
  }

  private static <K> K only(List<K> active, Member list, String word) {
    if (active.size() != 1) {
      throw list.wrong("must have exactly one key with the status \"" + word + "\"");
    }
    return active.getFirst();
  }
}
