package dev.ninestep.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountTest {

  private static final Amount CENT = new Amount(10_000);

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0.00",
    "10, 10000000, 10.00",
    "10.5, 10500000, 10.50",
    "0.000125, 125, 0.000125",
    "0.1250, 125000, 0.125",
    "0000000001, 1000000, 1.00",
    "1000000000, 1000000000000000, 1000000000.00"
  })
  void isReadAndShownAsPeopleWriteIt(String text, long micros, String shown) {
    assertThat(Amount.parse(text)).contains(new Amount(micros));
    assertThat(new Amount(micros)).hasToString(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-1",
        "+1",
        "1.",
        ".5",
        "1,00",
        "1e3",
        "0.0000001",
        " 1",
        "1 ",
        "1000000000.000001",
        "12345678901",
        "NaN",
        "١"
      })
  void whatIsNoAmountIsNotRead(String text) {
    assertThat(Amount.parse(text)).isEmpty();
  }

  @Test
  void whatIsOwedIsShownWithItsSign() {
    assertThat(Amount.ZERO.minus(CENT).orElseThrow()).hasToString("-0.01");
  }

  @Test
  void aSumBeyondTheMostIsRefusedAndNotWrappedAround() {
    assertThat(Amount.MOST.plus(new Amount(1))).isEmpty();
    assertThat(Amount.MOST.plus(Amount.MOST)).isEmpty();
    assertThat(Amount.LEAST.minus(new Amount(1))).isEmpty();
    assertThat(Amount.MOST.minus(new Amount(1)).orElseThrow().plus(new Amount(1)))
        .contains(Amount.MOST);
    assertThatThrownBy(() -> new Amount(Long.MAX_VALUE))
        .hasMessageContaining(Long.toString(Long.MAX_VALUE));
  }

  @Test
  void aProductIsExactOrTheMostThereCanBe() {
    var random = new SplittableRandom(9);
    for (var i = 0; i < 10_000; i++) {
      var one =
          new Amount(
              random.nextLong(-Amount.MOST.micros(), Amount.MOST.micros() + 1)
                  >> random.nextInt(50));
      var times = random.nextLong(Long.MAX_VALUE) >> random.nextInt(63);
      var exact = BigInteger.valueOf(one.micros()).multiply(BigInteger.valueOf(times));
      var bounded =
          exact
              .min(BigInteger.valueOf(Amount.MOST.micros()))
              .max(BigInteger.valueOf(Amount.LEAST.micros()));
      assertThat(one.times(times).micros()).isEqualTo(bounded.longValueExact());
    }
  }

  @Test
  void amountsAreOrdered() {
    assertThat(Amount.ZERO.isLessThan(CENT)).isTrue();
    assertThat(CENT.isLessThan(CENT)).isFalse();
    assertThat(CENT).isGreaterThan(Amount.ZERO);
    assertThat(Amount.ZERO.isPositive()).isFalse();
  }
}
