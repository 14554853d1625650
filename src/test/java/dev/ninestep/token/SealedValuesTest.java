package dev.ninestep.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ninestep.protocol.AuthorizationRequest;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.RefreshToken;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SealedValuesTest {

  private static final KeyRing RING = KeyRing.generate();
  private static final SealedValues SEALED = new SealedValues(RING);

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  static Stream<Kind> kinds() {
    return Kind.all();
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

  @ParameterizedTest
  @MethodSource("kinds")
  void aValueOpensAsItsOwnKindAlone(Kind kind) {
    var text = kind.sealed(SEALED, 1);

    assertThat(Kind.all().filter(other -> other.opens(SEALED, text)).map(Kind::name))
        .containsExactly(kind.name());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void textsAreFitForUrlsFormsAndCookies(Kind kind) {
    assertThat(kind.sealed(SEALED, 2)).matches("[A-Za-z0-9_-]+");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void sealingTheSameValueAgainGivesAnotherText(Kind kind) {
    var texts = new HashSet<String>();
    for (var i = 0; i < 100; i++) {
      texts.add(kind.sealed(SEALED, 3));
    }

    assertThat(texts).hasSize(100);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyThreadMaySealAndOpen(Kind kind) {
    var opened =
        LongStream.range(0, 1_000)
            .parallel()
            .filter(seed -> kind.opens(SEALED, kind.sealed(SEALED, seed)))
            .count();

    assertThat(opened).isEqualTo(1_000);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void bothProvidersOpenWhatTheOtherSealed(Kind kind) {
    var ofTheJdk = new SealedValues(RING, Crypto.ofTheJdk());

    assertThat(kind.opens(ofTheJdk, kind.sealed(SEALED, 4))).isTrue();
    assertThat(kind.opens(SEALED, kind.sealed(ofTheJdk, 4))).isTrue();
  }

  @Test
  void whoeverPresentsItAValueNamesTheClientItWasSealedFor() {
    var code = new Samples(5).code();
    var refreshToken = new Samples(6).refreshToken();

    assertThat(SEALED.openCode(SEALED.seal(code)).orElseThrow().client()).isEqualTo(code.client());
    assertThat(SEALED.openRefreshToken(SEALED.seal(refreshToken)).orElseThrow().client())
        .isEqualTo(refreshToken.client());
  }

  @Test
  void timesKeepTheirMilliseconds() {
    var token = refreshToken(Instant.parse("2026-11-21T12:00:00.123456789Z"));

    assertThat(SEALED.openRefreshToken(SEALED.seal(token)))
        .contains(refreshToken(Instant.parse("2026-11-21T12:00:00.123Z")));
  }

  @Test
  void anEverydayRefreshTokenIsShort() {
    assertThat(SEALED.seal(refreshToken(Instant.EPOCH))).hasSizeLessThan(200);
  }

  @Test
  void theLongestRequestFits() {
    var request = request("€".repeat(4_096));

    assertThat(SEALED.openRequest(SEALED.seal(request))).contains(request);
  }

  @Test
  void aRequestThatCouldNotComeBackIsNotSealed() {
    var request = request("€".repeat(Sealer.LONGEST));

    assertThatIllegalArgumentException().isThrownBy(() -> SEALED.seal(request));
  }

  private static RefreshToken refreshToken(Instant expiresAt) {
    var samples = new Samples(7);
    return new RefreshToken(
        samples.flow(),
        new ClientId("Zm9vYmFyYmF6cXV4MTIzNA"),
        samples.account(),
        Scope.of("mcp:read", "mcp:write"),
        new ResourceUri("https://mcp.example.com/mcp"),
        300,
        expiresAt);
  }

  private static AuthorizationRequest request(String state) {
    var drawn = new Samples(8).request();
    return new AuthorizationRequest(
        drawn.flow(),
        drawn.client(),
        drawn.redirectUri(),
        Optional.of(state),
        drawn.challenge(),
        drawn.scope(),
        drawn.resource(),
        drawn.interaction(),
        drawn.expiresAt());
  }
}
