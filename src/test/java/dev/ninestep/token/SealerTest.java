package dev.ninestep.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Values of other releases: authentic, and not in the form this one reads.
class SealerTest {

  private static final SealingKeys KEYS = KeyRing.generate().sealing();

  /// A session whose content is any text at all.
  private record AnyContent(byte version, int zeros) implements Payload<String> {

    @Override
    public Purpose purpose() {
      return Purpose.SESSION;
    }

    @Override
    public String bound(String value) {
      return "";
    }

    @Override
    public void write(String value, PayloadWriter to) {
      new SessionPayload().write(new Samples(1).session(), to);
      for (var i = 0; i < zeros; i++) {
        to.flag(false);
      }
    }

    @Override
    public String read(String bound, PayloadReader from) {
      return from.text();
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 0, true", "1, 1, false", "1, 8, false", "2, 0, false", "0, 0, false"})
  void aContentOfAnotherVersionOrLengthDoesNotOpen(byte version, int zeros, boolean opens) {
    var text = new Sealer<>(new AnyContent(version, zeros), KEYS, Crypto.best()).seal("");

    var opened = new Sealer<>(new SessionPayload(), KEYS, Crypto.best()).open(text);

    assertThat(opened.isPresent()).isEqualTo(opens);
  }
}
