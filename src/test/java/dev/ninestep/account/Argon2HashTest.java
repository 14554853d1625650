package dev.ninestep.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ninestep.projection.PasswordHash;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2HashTest {

  private static final byte[] SALT = "sixteen bytes of".getBytes(StandardCharsets.US_ASCII);
  private static final Argon2Cost CHEAP = new Argon2Cost(64, 1, 1);

  /// From `src/test.c` of the reference implementation, argon2id, version 0x13.
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "password"
            + " $argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ"
            + "$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "password"
            + " $argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ"
            + "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "password"
            + " $argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ"
            + "$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
        "differentpassword"
            + " $argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ"
            + "$C4TWUs9rDEvq7w3+J4umqA32aWKB1+DSiRuBfYxFj94",
      })
  void theReferenceImplementationsHashesAreOurs(String password, String phc) {
    var hash = parse(phc).orElseThrow();

    assertThat(hash.isOf(typed(password))).isTrue();
    assertThat(hash.isOf(typed(password + "x"))).isFalse();
    assertThat(hash.stored().value()).isEqualTo(phc);
  }

  @Test
  void nobodyHasThePasswordOfNobodyThoughItIsCheckedAsAnyOther() {
    var hash = Argon2Hash.ofNobody(CHEAP, SALT, new SecureRandom());
    var somebodys = Argon2Hash.of(typed("correct horse"), CHEAP, SALT);

    assertThat(hash.isOf(typed("correct horse"))).isFalse();
    assertThat(hash.cost()).isEqualTo(somebodys.cost());
    assertThat(hash.stored().value()).hasSameSizeAs(somebodys.stored().value());
    assertThat(hash.stored()).isNotEqualTo(somebodys.stored());
  }

  @Test
  void whatIsStoredIsReadBackWithItsCost() {
    var hash = Argon2Hash.of(typed("correct horse"), CHEAP, SALT);

    var read = Argon2Hash.parse(hash.stored()).orElseThrow();

    assertThat(hash.stored().value())
        .startsWith("$argon2id$v=19$m=64,t=1,p=1$c2l4dGVlbiBieXRlcyBvZg$");
    assertThat(read.cost()).isEqualTo(CHEAP);
    assertThat(read.isOf(typed("correct horse"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"correct horse ", " correct horse", "Correct horse", "correct hors"})
  void anyOtherPasswordIsWrong(String other) {
    assertThat(Argon2Hash.of(typed("correct horse"), CHEAP, SALT).isOf(typed(other))).isFalse();
  }

  @Test
  void charactersThatLookAlikeAreNotAlike() {
    var composed = Argon2Hash.of(typed("caf\u00e9"), CHEAP, SALT);

    assertThat(composed.isOf(typed("cafe\u0301"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$argon2id$v=16$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=7,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=0,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$",
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi_4",
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$A2345678901234567",
      })
  void whatIsNotOfTheFormIsNoHash(String broken) {
    assertThat(parse(broken)).isEmpty();
  }

  @Test
  void aCostThatArgon2DoesNotKnowIsNamed() {
    assertThatThrownBy(() -> new Argon2Cost(15, 1, 2)).hasMessageContaining("memory");
    assertThatThrownBy(() -> new Argon2Cost(16, 0, 2)).hasMessageContaining("iterations");
    assertThatThrownBy(() -> new Argon2Cost(16, 1, 0)).hasMessageContaining("parallelism");
  }

  private static Optional<Argon2Hash> parse(String phc) {
    return Argon2Hash.parse(new PasswordHash(phc));
  }

  private static Password typed(String password) {
    return Password.parse(password).orElseThrow();
  }
}
