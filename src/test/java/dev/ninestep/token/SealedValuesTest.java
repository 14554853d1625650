package dev.ninestep.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SealedValuesTest {

  private static final SealedValues SEALED = new SealedValues(KeyRing.generate());

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsSealedOpensUnchanged(long seed) {
    var samples = new Samples(seed);
    var code = samples.code();
    var refreshToken = samples.refreshToken();
    var request = samples.request();
    var consentNonce = samples.consentNonce();
    var session = samples.session();
    var signInNonce = samples.signInNonce();

    assertThat(SEALED.openCode(SEALED.seal(code))).contains(code);
    assertThat(SEALED.openRefreshToken(SEALED.seal(refreshToken))).contains(refreshToken);
    assertThat(SEALED.openRequest(SEALED.seal(request))).contains(request);
    assertThat(SEALED.openConsentNonce(SEALED.seal(consentNonce))).contains(consentNonce);
    assertThat(SEALED.openSession(SEALED.seal(session))).contains(session);
    assertThat(SEALED.openSignInNonce(SEALED.seal(signInNonce))).contains(signInNonce);
  }
}
