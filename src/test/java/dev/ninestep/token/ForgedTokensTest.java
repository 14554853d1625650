package dev.ninestep.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.ninestep.protocol.Issuer;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The attacks of RFC 8725 and their kin, on tokens that are good but for one thing: one algorithm,
/// and a key that is unknown is looked for nowhere. KY-03, KY-05.
class ForgedTokensTest {

  private static final KeyRing RING = KeyRing.generate();
  private static final Issuer ISSUER = new Issuer("https://auth.example.com");
  private static final AccessTokens TOKENS = new AccessTokens(RING, ISSUER);
  private static final ECKey OURS = RING.accessTokens().signing();
  private static final ECKey THEIRS = KeyRing.generate().accessTokens().signing();
  private static final String GOOD = TOKENS.sign(new Samples(1).accessToken());
  private static final String CLAIMS = decode(GOOD.split("\\.")[1]);
  private static final String SIGNATURE = GOOD.split("\\.")[2];
  private static final String HEADER = decode(GOOD.split("\\.")[0]);

  static Stream<Arguments> foreignHeaders() {
    return Stream.of(
        arguments("{\"alg\":\"none\"}", "the token is not signed (alg none)"),
        arguments(HEADER.replace("ES256", "none"), "the token is not signed (alg none)"),
        arguments(HEADER.replace("ES256", "None"), "alg is not ES256"),
        arguments(HEADER.replace("ES256", "es256"), "alg is not ES256"),
        arguments(HEADER.replace("ES256", "HS256"), "alg is not ES256"),
        arguments(HEADER.replace("ES256", "ES384"), "alg is not ES256"),
        arguments(HEADER.replace("\"ES256\"", "[\"ES256\"]"), "alg is not ES256"),
        arguments(HEADER.replace("at+jwt", "JWT"), "typ is not at+jwt"),
        arguments(HEADER.replace("at+jwt", "AT+JWT"), "typ is not at+jwt"),
        arguments(HEADER.replace("at+jwt", "application/at+jwt"), "typ is not at+jwt"),
        arguments(HEADER.replace("at+jwt", "ninestep-identity+jwt"), "typ is not at+jwt"),
        arguments("{\"alg\":\"ES256\",\"typ\":\"at+jwt\"}", "kid is missing"),
        arguments(
            with("jku", "\"https://evil.example/jwks\""),
            "the header has more than alg, typ and kid"),
        arguments(
            with("x5u", "\"https://evil.example/x\""), "the header has more than alg, typ and kid"),
        arguments(with("x5c", "[\"AAAA\"]"), "the header has more than alg, typ and kid"),
        arguments(
            with("jwk", THEIRS.toPublicJWK().toJSONString()),
            "the header has more than alg, typ and kid"),
        arguments(with("crit", "[\"b64\"]"), "the header has more than alg, typ and kid"),
        arguments(with("b64", "false"), "the header has more than alg, typ and kid"),
        arguments(kid("../../../../dev/null"), "kid is not one of this server's keys"),
        arguments(kid("' OR 1=1 --"), "kid is not one of this server's keys"),
        arguments(kid(""), "kid is not one of this server's keys"),
        arguments(kid(THEIRS.getKeyID()), "kid is not one of this server's keys"),
        arguments(
            kid(RING.identity().signing().getKeyID()), "kid is not one of this server's keys"),
        arguments(" " + HEADER, "kid is not one of this server's keys"));
  }

  @ParameterizedTest
  @MethodSource("foreignHeaders")
  void aTokenWithAnotherHeaderIsNotOurs(String header, String why) throws Exception {
    var message = encode(header) + "." + encode(CLAIMS);
    var signedByOurKey = message + "." + signature(message);

    assertThat(TOKENS.verify(signedByOurKey)).isEqualTo(new Verification.NotOurs(why));
    assertThat(TOKENS.verify(message + ".")).isEqualTo(new Verification.NotOurs(why));
  }

  @Test
  void thePublicKeyIsNoSharedSecret() throws Exception {
    for (var secret : new String[] {OURS.toPublicJWK().toJSONString(), TOKENS.jwks(), pem()}) {
      var header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(OURS.getKeyID()).build();
      var token = new JWSObject(header, new Payload(CLAIMS));
      token.sign(new MACSigner(secret.getBytes(UTF_8)));

      assertThat(TOKENS.verify(token.serialize()))
          .isEqualTo(new Verification.NotOurs("alg is not ES256"));
    }
  }

  @Test
  void aTokenOfAnotherServerIsNotOurs() throws Exception {
    var rsa = new RSAKeyGenerator(2_048).generate();
    var token =
        new JWSObject(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("theirs").build(), new Payload(CLAIMS));
    token.sign(new RSASSASigner(rsa));

    assertThat(TOKENS.verify(token.serialize())).isInstanceOf(Verification.NotOurs.class);
  }

  @Test
  void ourHeaderOverTheirSignatureIsNotOurs() throws Exception {
    var token = new JWSObject(JWSHeader.parse(HEADER), new Payload(CLAIMS));
    token.sign(new ECDSASigner(THEIRS));
    var signature = token.getSignature().toString();

    assertThat(TOKENS.verify(GOOD.substring(0, GOOD.lastIndexOf('.') + 1) + signature))
        .isEqualTo(new Verification.NotOurs("the signature does not verify"));
  }

  /// CVE-2022-21449: r and s of zero verified anything.
  @ParameterizedTest
  @MethodSource("implausibleSignatures")
  void anImplausibleSignatureDoesNotVerify(byte[] signature) {
    var forged =
        GOOD.substring(0, GOOD.lastIndexOf('.') + 1)
            + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);

    for (var crypto : new Crypto[] {Crypto.best(), Crypto.ofTheJdk()}) {
      assertThat(new AccessTokens(RING, ISSUER, crypto).verify(forged))
          .isEqualTo(new Verification.NotOurs("the signature does not verify"));
    }
  }

  static Stream<byte[]> implausibleSignatures() {
    var ones = new byte[64];
    Arrays.fill(ones, (byte) 0xff);
    return Stream.of(new byte[0], new byte[1], new byte[63], new byte[64], new byte[65], ones);
  }

  @Test
  void noPartOfATokenMayBeExchanged() {
    var parts = GOOD.split("\\.");
    var other = TOKENS.sign(new Samples(2).accessToken()).split("\\.");

    assertThat(TOKENS.verify(parts[0] + "." + other[1] + "." + parts[2]))
        .isEqualTo(new Verification.NotOurs("the signature does not verify"));
    assertThat(TOKENS.verify(parts[0] + "." + parts[1] + "." + other[2]))
        .isEqualTo(new Verification.NotOurs("the signature does not verify"));
  }

  @Test
  void noCharacterOfATokenMayBeAnother() {
    var verified =
        IntStream.range(0, GOOD.length())
            .mapToObj(at -> GOOD.substring(0, at) + next(GOOD.charAt(at)) + GOOD.substring(at + 1))
            .filter(text -> TOKENS.verify(text) instanceof Verification.Verified);

    assertThat(verified).isEmpty();
  }

  static Stream<String> notTokens() {
    var deep = "{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";
    return Stream.of(
        "",
        ".",
        "..",
        "...",
        "a.b",
        "a.b.c",
        "{}.{}.{}",
        GOOD + ".",
        GOOD + ".x",
        "." + GOOD,
        GOOD + "=",
        GOOD + " ",
        GOOD + "!",
        GOOD + "é€",
        GOOD.substring(0, GOOD.lastIndexOf('.')),
        GOOD.replace('.', ' '),
        encode("[]") + ".e30.AA",
        encode("null") + ".e30.AA",
        encode("\"alg\"") + ".e30.AA",
        encode("{\"alg\":\"ES256\",\"alg\":\"none\"}") + ".e30.AA",
        encode(deep) + ".e30.AA",
        "x".repeat(8 * 1_024 + 1),
        GOOD.substring(0, GOOD.indexOf('.')) + "." + "A".repeat(9_000) + "." + SIGNATURE,
        new SealedValues(RING).seal(new Samples(3).refreshToken()));
  }

  @ParameterizedTest
  @MethodSource("notTokens")
  void whatIsNoTokenIsMalformed(String text) {
    assertThat(TOKENS.verify(text)).isInstanceOf(Verification.Malformed.class);
  }

  @Test
  void theIdentityAnUpstreamSeesIsNoAccessToken() {
    var identity = new UpstreamIdentity(RING, ISSUER);
    var header =
        identity.sign(
            new Samples(4).upstreamCaller(), URI.create("https://up.example"), Instant.EPOCH);

    assertThat(TOKENS.verify(header)).isEqualTo(new Verification.NotOurs("typ is not at+jwt"));
  }

  private static String with(String member, String value) {
    return HEADER.replace("}", ",\"" + member + "\":" + value + "}");
  }

  private static String kid(String kid) {
    return HEADER.replace(OURS.getKeyID(), kid);
  }

  private static char next(char c) {
    return c == 'A' ? 'B' : 'A';
  }

  private static String signature(String message) throws Exception {
    var es256 = new Es256(Crypto.ofTheJdk());
    var signature = es256.sign(OURS.toECPrivateKey(), message.getBytes(UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
  }

  private static String pem() throws Exception {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(OURS.toECPublicKey().getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  private static String decode(String part) {
    return new String(Base64.getUrlDecoder().decode(part), UTF_8);
  }
}
