package dev.ninestep.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.protocol.AttemptId;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MintTest {

  static Stream<Function<Mint, Object>> coins() {
    return Stream.of(
        Mint::flow,
        Mint::request,
        Mint::account,
        Mint::attempt,
        Mint::client,
        Mint::clientSecret,
        Mint::tokenId,
        Mint::session);
  }

  @ParameterizedTest
  @MethodSource("coins")
  void noTwoAreAlike(Function<Mint, Object> coin) {
    var mint = new Mint();

    assertThat(Stream.generate(() -> coin.apply(mint)).limit(10_000).parallel().distinct())
        .hasSize(10_000);
  }

  @Test
  void textsAreOfBase64urlAndOfTheirLength() {
    var mint = new Mint();

    assertThat(mint.client().value()).matches("[A-Za-z0-9_-]{22}");
    assertThat(mint.clientSecret()).matches("[A-Za-z0-9_-]{43}");
    assertThat(mint.tokenId()).matches("[A-Za-z0-9_-]{22}");
    assertThat(mint.session()).matches("[A-Za-z0-9_-]{22}");
  }

  @Test
  void anAttemptIsNeverZero() {
    var mint = new Mint(new Bytes(List.of(0, 0, 5)));

    assertThat(mint.attempt()).isEqualTo(new AttemptId(0x0505050505050505L));
  }

  /// Fills each request with the next byte of a list.
  private static final class Bytes extends SecureRandom {

    private static final long serialVersionUID = 1L;

    private final transient Iterator<Integer> fills;

    Bytes(List<Integer> fills) {
      this.fills = fills.iterator();
    }

    @Override
    public void nextBytes(byte[] bytes) {
      Arrays.fill(bytes, fills.next().byteValue());
    }
  }
}
