package dev.ninestep.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.protocol.Issuer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A change of keys, while pods still hold the ring of the step before.
class KeyChangeTest {

  private static final Issuer ISSUER = new Issuer("https://auth.example.com");
  private static final KeyRing BEFORE = KeyRing.generate();
  private static final KeyRing ANNOUNCED = BEFORE.announce();
  private static final KeyRing TURNED = ANNOUNCED.turn();
  private static final KeyRing PRUNED = TURNED.prune();

  record Pods(KeyRing maker, KeyRing reader) {}

  static Stream<Pods> podsOneStepApart() {
    return Stream.of(
        new Pods(BEFORE, ANNOUNCED),
        new Pods(ANNOUNCED, BEFORE),
        new Pods(ANNOUNCED, TURNED),
        new Pods(TURNED, ANNOUNCED),
        new Pods(TURNED, PRUNED),
        new Pods(PRUNED, TURNED));
  }

  @ParameterizedTest
  @MethodSource("podsOneStepApart")
  void podsOneStepApartOpenAndVerifyEachOther(Pods pods) {
    var text = new SealedValues(pods.maker()).seal(new Samples(1).code());
    var token = new AccessTokens(pods.maker(), ISSUER).sign(new Samples(1).accessToken());

    assertThat(new SealedValues(pods.reader()).openCode(text)).isPresent();
    assertThat(new AccessTokens(pods.reader(), ISSUER).verify(token))
        .isInstanceOf(Verification.Verified.class);
  }

  @Test
  void theNewKeysAreUsedFromTheTurnOn() {
    assertThat(ANNOUNCED.sealing().sealing()).isEqualTo(BEFORE.sealing().sealing());
    assertThat(TURNED.sealing().sealing()).isEqualTo(ANNOUNCED.sealing().all().getLast());
    assertThat(ANNOUNCED.accessTokens().signing()).isEqualTo(BEFORE.accessTokens().signing());
    assertThat(TURNED.accessTokens().signing())
        .isEqualTo(ANNOUNCED.accessTokens().all().getLast())
        .isNotEqualTo(BEFORE.accessTokens().signing());
    assertThat(TURNED.identity().signing()).isNotEqualTo(BEFORE.identity().signing());
  }

  @Test
  void whatThePrunedKeysMadeIsRefused() {
    var text = new SealedValues(BEFORE).seal(new Samples(2).code());
    var token = new AccessTokens(BEFORE, ISSUER).sign(new Samples(2).accessToken());

    assertThat(new SealedValues(PRUNED).openCode(text)).isEmpty();
    assertThat(new AccessTokens(PRUNED, ISSUER).verify(token))
        .isEqualTo(new Verification.NotOurs("kid is not one of this server's keys"));
  }

  @Test
  void pruningBeforeTheTurnTakesNothingAway() {
    var ring = ANNOUNCED.prune();

    assertThat(ring.sealing()).isEqualTo(ANNOUNCED.sealing());
    assertThat(ring.accessTokens()).isEqualTo(ANNOUNCED.accessTokens());
  }

  @Test
  void anotherInstallationOpensAndVerifiesNothing() {
    var stranger = KeyRing.generate();
    var text = new SealedValues(BEFORE).seal(new Samples(3).code());
    var token = new AccessTokens(BEFORE, ISSUER).sign(new Samples(3).accessToken());

    assertThat(new SealedValues(stranger).openCode(text)).isEmpty();
    assertThat(new AccessTokens(stranger, ISSUER).verify(token))
        .isInstanceOf(Verification.NotOurs.class);
  }
}
