package dev.ninestep.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.ninestep.decision.Hashes;
import dev.ninestep.protocol.DpopProof;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DpopProofsTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final String URL = "https://auth.example/token";
  private static final JOSEObjectType TYPE = new JOSEObjectType("dpop+jwt");
  private static final KeyHolder HOLDER = KeyHolder.fresh();

  private static String good() {
    return HOLDER.proof("POST", URL, NOON);
  }

  private static JWTClaimsSet claims() {
    return new JWTClaimsSet.Builder()
        .jwtID("id")
        .claim("htm", "POST")
        .claim("htu", URL)
        .issueTime(Date.from(NOON))
        .build();
  }

  private static String why(String... headers) {
    assertThat(DpopProofs.read(List.of(headers))).isInstanceOf(DpopProofs.Reading.Unusable.class);
    return ((DpopProofs.Reading.Unusable) DpopProofs.read(List.of(headers))).why();
  }

  @Test
  void aProofSaysWhoseKeyItIsAndWhatItIsFor() {
    var jwt = HOLDER.signed(header().build(), claims());
    assertThat(DpopProofs.read(List.of(jwt)))
        .isEqualTo(
            new DpopProofs.Reading.Signed(
                new DpopProof(HOLDER.thumbprint(), "id", "POST", URL, NOON, Optional.empty())));
    assertThat(DpopProofs.read(List.of(HOLDER.proof("POST", URL, NOON, "token"))))
        .isInstanceOfSatisfying(
            DpopProofs.Reading.Signed.class,
            read -> assertThat(read.proof().tokenHash()).contains(Hashes.sha256("token")));
  }

  private static JWSHeader.Builder header() {
    return new JWSHeader.Builder(JWSAlgorithm.ES256).type(TYPE).jwk(HOLDER.key().toPublicJWK());
  }

  @Test
  void thereIsExactlyOne() {
    assertThat(why(good(), good())).contains("2 times");
    assertThat(why(good() + ", " + good())).contains("not a signed JWT");
  }

  @Test
  void itsTypeIsItsOwn() {
    for (var type : List.of("JWT", "at+jwt")) {
      var jwt = HOLDER.signed(header().type(new JOSEObjectType(type)).build(), claims());
      assertThat(why(jwt)).contains("typ");
    }
    assertThat(why(HOLDER.signed(header().type(null).build(), claims()))).contains("typ");
  }

  @Test
  void whatIsSignedOtherwiseIsNoProof() throws Exception {
    var rsa = new RSAKeyGenerator(2_048).generate();
    var byRsa =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).type(TYPE).jwk(rsa.toPublicJWK()).build(),
            claims());
    byRsa.sign(new RSASSASigner(rsa));
    assertThat(why(byRsa.serialize())).contains("alg");

    var shared =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(TYPE)
                .jwk(HOLDER.key().toPublicJWK())
                .build(),
            claims());
    shared.sign(new MACSigner(HOLDER.key().getX().decode()));
    assertThat(why(shared.serialize())).contains("alg");
    assertThat(why(with("{\"typ\":\"dpop+jwt\",\"alg\":\"none\",\"jwk\":" + jwk() + "}")))
        .contains("not a signed JWT");
  }

  /// The same claims and signature under another header.
  private static String with(String header) {
    var parts = good().split("\\.", -1);
    return base64(header) + "." + parts[1] + "." + parts[2];
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String jwk() {
    return HOLDER.key().toPublicJWK().toString();
  }

  @Test
  void itsKeyIsOneInTheHeaderWithoutThePrivateHalf() {
    assertThat(why(HOLDER.signed(header().jwk(null).build(), claims()))).contains("jwk");
    var leaking = "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":" + HOLDER.key() + "}";
    assertThat(why(with(leaking))).contains("public key");
    assertThat(why(with(leaking))).doesNotContain(HOLDER.key().getD().toString());
  }

  @Test
  void aPointThatIsNotOnTheCurveIsNoKey() {
    var off = jwk().replace(HOLDER.key().getY().toString(), "A".repeat(43));
    assertThat(why(with("{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":" + off + "}")))
        .isNotEmpty();
  }

  @Test
  void anotherKeyDidNotSignIt() {
    var parts = good().split("\\.", -1);
    var others = KeyHolder.fresh().proof("POST", URL, NOON).split("\\.", -1);
    assertThat(why(parts[0] + "." + parts[1] + "." + others[2])).contains("signature");
    assertThat(why(parts[0] + "." + others[1] + "." + parts[2])).contains("signature");
    assertThat(why(parts[0] + "." + parts[1] + ".AAAA")).contains("signature");
  }

  @Test
  void whatMustBeUnderstoodAndIsNotIsRefused() {
    var header = header().criticalParams(Set.of("exp")).customParam("exp", 1).build();
    assertThat(why(HOLDER.signed(header, claims()))).contains("crit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jti", "htm", "htu", "iat"})
  void nothingMayBeMissing(String claim) {
    var jwt = HOLDER.proof("POST", URL, NOON, claims -> claims.claim(claim, null));
    assertThat(why(jwt)).isEqualTo(claim + " is missing or ill-formed");
    var numbered = HOLDER.proof("POST", URL, NOON, claims -> claims.claim(claim, List.of(1)));
    assertThat(why(numbered)).isEqualTo(claim + " is missing or ill-formed");
  }

  @Test
  void anIdIsShortAndAHashIsText() {
    assertThat(why(HOLDER.proof("POST", URL, NOON, c -> c.jwtID("")))).contains("jti");
    assertThat(why(HOLDER.proof("POST", URL, NOON, c -> c.jwtID("i".repeat(257))))).contains("jti");
    assertThat(why(HOLDER.proof("POST", URL, NOON, c -> c.claim("ath", 1)))).contains("ath");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "garbage", "a.b.c", "..", "e30.e30."})
  void whatIsNoJwtIsNoProof(String text) {
    assertThat(why(text)).contains("not a signed JWT");
  }

  @Test
  void whatIsTooLongIsNotRead() {
    assertThat(why("a".repeat(8 * 1024 + 1))).contains("longer than");
  }
}
