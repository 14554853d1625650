package dev.ninestep.protocol;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/// An amount of money, in whole millionths of the currency's unit; what somebody owes is negative.
/// It never has a fraction, and never more than a thousand million units either way: a sum that
/// would is refused, not rounded and not wrapped around.
///
/// @param micros millionths of a unit
public record Amount(long micros) implements Comparable<Amount> {

  private static final int DECIMALS = 6;
  private static final int DECIMALS_SHOWN = 2;
  private static final long MOST_MICROS = 1_000_000_000_000_000L;
  private static final Pattern WRITTEN = Pattern.compile("[0-9]{1,10}(\\.[0-9]{1,6})?");

  /// Nothing.
  public static final Amount ZERO = new Amount(0);

  /// The most there can be: a thousand million units.
  public static final Amount MOST = new Amount(MOST_MICROS);

  /// The most that can be owed.
  public static final Amount LEAST = new Amount(-MOST_MICROS);

  /// @throws IllegalArgumentException when it is beyond [#MOST] or [#LEAST]
  public Amount {
    if (!isOne(micros)) {
      throw new IllegalArgumentException("no amount: " + micros + " millionths");
    }
  }

  private static boolean isOne(long micros) {
    return micros >= -MOST_MICROS && micros <= MOST_MICROS;
  }

  /// An amount, if there is one.
  ///
  /// @param micros millionths of a unit
  /// @return empty when it is beyond [#MOST] or [#LEAST]
  public static Optional<Amount> of(long micros) {
    return isOne(micros) ? Optional.of(new Amount(micros)) : Optional.empty();
  }

  /// Reads an amount as people write it.
  ///
  /// @param text such as `10`, `10.00` or `0.000125`; no sign, at most six decimals
  /// @return the amount, or empty when it is none, or more than [#MOST]
  public static Optional<Amount> parse(String text) {
    return WRITTEN.matcher(text).matches()
        ? Optional.of(new BigDecimal(text).movePointRight(DECIMALS).longValueExact())
            .filter(Amount::isOne)
            .map(Amount::new)
        : Optional.empty();
  }

  /// Adds.
  ///
  /// @param other what comes to it
  /// @return the sum, or empty when there is no such amount
  public Optional<Amount> plus(Amount other) {
    var sum = micros + other.micros;
    return of(sum);
  }

  /// Takes away.
  ///
  /// @param other what goes
  /// @return the rest, or empty when there is no such amount
  public Optional<Amount> minus(Amount other) {
    return plus(new Amount(-other.micros));
  }

  /// So many times this amount, as far as amounts go.
  ///
  /// @param times how often, not negative
  /// @return the product, or [#MOST] or [#LEAST] when it would be beyond
  public Amount times(long times) {
    return Math.multiplyHigh(micros, times) == (micros * times) >> 63 && isOne(micros * times)
        ? new Amount(micros * times)
        : (micros < 0 ? LEAST : MOST);
  }

  /// Whether it is more than nothing.
  ///
  /// @return true above zero
  public boolean isPositive() {
    return micros > 0;
  }

  /// Whether it is less than another.
  ///
  /// @param other the other
  /// @return true when it is
  public boolean isLessThan(Amount other) {
    return micros < other.micros;
  }

  @Override
  public int compareTo(Amount other) {
    return Long.compare(micros, other.micros);
  }

  /// {@return it as people write it, with at least two decimals}
  @Override
  public String toString() {
    var plain = BigDecimal.valueOf(micros, DECIMALS).stripTrailingZeros();
    return plain.setScale(Math.max(DECIMALS_SHOWN, plain.scale())).toPlainString();
  }
}
