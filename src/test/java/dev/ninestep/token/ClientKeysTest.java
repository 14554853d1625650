package dev.ninestep.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientKeysTest {

  private static final JWK EC = ec(Curve.P_256);

  private static JWK ec(Curve curve) {
    try {
      return new ECKeyGenerator(curve).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void onlyKeysThatMaySignAreUsed() throws Exception {
    var rsa = new RSAKeyGenerator(2_048).generate();
    var encrypting = new ECKeyGenerator(Curve.P_256).keyUse(KeyUse.ENCRYPTION).generate();
    var shared = new OctetSequenceKeyGenerator(256).generate();
    var set = new JWKSet(List.of(EC, rsa, encrypting, ec(Curve.P_384), shared)).toString(false);
    assertThat(ClientKeys.usable(set))
        .extracting(JWK::toPublicJWK)
        .containsExactly(EC.toPublicJWK(), rsa.toPublicJWK());
  }

  @Test
  void noMoreThanTenAreTried() {
    var keys = Collections.nCopies(11, EC.toPublicJWK());
    assertThat(ClientKeys.usable(new JWKSet(keys).toString())).hasSize(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "{\"keys\":[]}", "{\"keys\":[{\"kty\":\"EC\"}]}"})
  void whatCannotBeReadHasNoKeys(String jwks) {
    assertThat(ClientKeys.usable(jwks)).isEmpty();
  }
}
