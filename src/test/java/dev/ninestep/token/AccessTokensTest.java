package dev.ninestep.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.protocol.Issuer;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AccessTokensTest {

  private static final AccessTokens TOKENS =
      new AccessTokens(KeyRing.generate(), new Issuer("https://auth.example.com"));

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsSignedVerifiesUnchanged(long seed) {
    var token = new Samples(seed).accessToken();

    assertThat(TOKENS.verify(TOKENS.sign(token))).isEqualTo(new Verification.Verified(token));
  }
}
