package dev.ninestep.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ninestep.protocol.Issuer;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A change of keys, while pods still hold the ring of the step before.
class KeyChangeTest {

  private static final Issuer ISSUER = new Issuer("https://auth.example.com");
  private static final KeyRing BEFORE = KeyRing.generate();
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Instant ONE = NOON.plusSeconds(3_600);
  private static final KeyRing ANNOUNCED = BEFORE.announce(NOON);
  private static final KeyRing TURNED = ANNOUNCED.turn(ONE);
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

  // KY-07
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
  void aRingKnowsWhichStepsWereTakenAndWhen() {
    assertThat(List.of(BEFORE, ANNOUNCED, TURNED, PRUNED))
        .extracting(KeyRing::hasNewer)
        .containsExactly(false, true, false, false);
    assertThat(List.of(BEFORE, ANNOUNCED, TURNED, PRUNED))
        .extracting(KeyRing::hasOlder)
        .containsExactly(false, false, true, false);
    assertThat(ANNOUNCED.announcedAt()).contains(NOON);
    assertThat(ANNOUNCED.turnedAt()).isEmpty();
    assertThat(TURNED.announcedAt()).isEmpty();
    assertThat(PRUNED.turnedAt()).contains(ONE);
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

  // KY-01
  @Test
  void noValueIsRefusedWhileKeysChangeUnderLoad() throws Exception {
    var sealed = new SealedValues(BEFORE);
    var tokens = new AccessTokens(BEFORE, ISSUER);
    var isChanging = new AtomicBoolean(true);
    var refused = new AtomicInteger();
    var made = new AtomicInteger();
    var users =
        IntStream.range(0, 4)
            .mapToObj(i ->
                Thread.ofVirtual()
                    .start(() -> {
                      while (isChanging.get() || made.get() < 400) {
                        var text = sealed.seal(new Samples(i).code());
                        var token = tokens.sign(new Samples(i).accessToken());
                        var isGood =
                            sealed.openCode(text).isPresent()
                                && tokens.verify(token) instanceof Verification.Verified;
                        refused.addAndGet(isGood ? 0 : 1);
                        made.incrementAndGet();
                      }
                    }))
            .toList();
    for (var ring :
        List.of(ANNOUNCED, TURNED, TURNED.announce(ONE), TURNED.announce(ONE).turn(ONE))) {
      sealed.use(ring);
      tokens.use(ring);
    }
    isChanging.set(false);
    for (var user : users) {
      user.join();
    }
    assertThat(refused).hasValue(0);
  }

  // KY-02
  @Test
  void whatARemovedKeyMadeIsRefusedAndAnotherKeyIsInUse() {
    var sealed = new SealedValues(TURNED);
    var tokens = new AccessTokens(TURNED, ISSUER);
    var text = sealed.seal(new Samples(4).code());
    var token = tokens.sign(new Samples(4).accessToken());
    var leaked = TURNED.accessTokens().signing().getKeyID();
    var ring = TURNED.remove(leaked).remove(TURNED.sealing().sealing().kid());
    sealed.use(ring);
    tokens.use(ring);

    assertThat(sealed.openCode(text)).isEmpty();
    assertThat(tokens.verify(token)).isInstanceOf(Verification.NotOurs.class);
    assertThat(tokens.jwks()).doesNotContain(leaked);
    assertThat(sealed.openCode(sealed.seal(new Samples(5).code()))).isPresent();
    assertThat(tokens.verify(tokens.sign(new Samples(5).accessToken())))
        .isInstanceOf(Verification.Verified.class);
  }

  @Test
  void removingTheOnlyKeyMakesANewOneAndAnUnknownOneIsRefusedByName() {
    var kid = BEFORE.identity().signing().getKeyID();
    var ring = BEFORE.remove(kid);
    assertThat(ring.identity().all()).hasSize(1);
    assertThat(ring.identity().signing()).isNotEqualTo(BEFORE.identity().signing());
    assertThat(ring.accessTokens()).isEqualTo(BEFORE.accessTokens());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BEFORE.remove("nobody"))
        .withMessageContaining("nobody");
  }

  // KY-06
  @Test
  void everyPurposeHasAKeyOfItsOwn() {
    var ring = BEFORE;
    assertThat(ring.accessTokens().signing()).isNotEqualTo(ring.identity().signing());
    var sealing = ring.sealing().sealing().key();
    var keys =
        Stream.concat(
                Stream.of(Purpose.values()).map(purpose -> purpose.derive(sealing)),
                Stream.of(sealing, Purpose.derive(sealing, "client-id")))
            .map(key -> List.of(ByteBuffer.wrap(key.getEncoded())))
            .toList();
    assertThat(keys).doesNotHaveDuplicates().hasSize(Purpose.values().length + 2);
    assertThat(ByteBuffer.wrap(ring.addressKey()))
        .isNotEqualTo(ByteBuffer.wrap(sealing.getEncoded()));
  }
}
