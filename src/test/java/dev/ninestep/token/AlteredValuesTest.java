package dev.ninestep.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.protocol.AuthorizationCode;
import dev.ninestep.protocol.ClientId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What somebody did to a sealed value on its way: it must not open, and nothing may be thrown.
class AlteredValuesTest {

  private static final SealedValues SEALED = new SealedValues(KeyRing.generate());

  static Stream<Kind> kinds() {
    return Kind.all();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void noBitMayFlip(Kind kind) {
    var bytes = decode(kind.sealed(SEALED, 1));

    var opened = IntStream.range(0, 8 * bytes.length).filter(bit -> opensFlipped(kind, bytes, bit));

    assertThat(opened).isEmpty();
  }

  private static boolean opensFlipped(Kind kind, byte[] bytes, int bit) {
    var flipped = bytes.clone();
    flipped[bit / 8] ^= (byte) (1 << (bit % 8));
    return kind.opens(SEALED, encode(flipped));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void noCharacterMayBeAnother(Kind kind) {
    var text = kind.sealed(SEALED, 2);

    for (var at = 0; at < text.length(); at++) {
      for (var c : "AB_-/+=. é€\0".toCharArray()) {
        var changed = text.substring(0, at) + c + text.substring(at + 1);
        assertThat(kind.opens(SEALED, changed)).as(changed).isEqualTo(changed.equals(text));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void nothingMayBeCutOff(Kind kind) {
    var text = kind.sealed(SEALED, 3);
    var bytes = decode(text);

    assertThat(IntStream.range(0, text.length()).mapToObj(end -> text.substring(0, end)))
        .noneMatch(cut -> kind.opens(SEALED, cut));
    assertThat(IntStream.range(1, text.length()).mapToObj(text::substring))
        .noneMatch(cut -> kind.opens(SEALED, cut));
    assertThat(IntStream.range(0, bytes.length).mapToObj(end -> encode(first(bytes, end))))
        .noneMatch(cut -> kind.opens(SEALED, cut));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void nothingMayBeAdded(Kind kind) {
    var text = kind.sealed(SEALED, 4);

    assertThat(Stream.of("A", "AA", "AAAA", "=", "==", " ", "\n", "\0", ".", text))
        .noneMatch(more -> kind.opens(SEALED, text + more))
        .noneMatch(more -> kind.opens(SEALED, more + text));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theKindWrittenOnItCannotBeRewritten(Kind kind) {
    var bytes = decode(kind.sealed(SEALED, 5));
    var own = bytes[1];

    for (var purpose : Purpose.values()) {
      bytes[1] = purpose.tag();
      var opened = Kind.all().filter(other -> other.opens(SEALED, encode(bytes)));
      assertThat(opened.map(Kind::name)).hasSize(purpose.tag() == own ? 1 : 0);
    }
  }

  @Test
  void theClientWrittenOnACodeCannotBeRewritten() {
    var code = new Samples(6).code();
    var mine = new ClientId("client-A");
    var theirs = "client-B".getBytes(StandardCharsets.US_ASCII);
    var bytes = decode(SEALED.seal(withClient(code, mine)));
    assertThat(new String(bytes, 8, 8, StandardCharsets.US_ASCII)).isEqualTo("client-A");

    System.arraycopy(theirs, 0, bytes, 8, theirs.length);

    assertThat(SEALED.openCode(encode(bytes))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 8, 20, 35, 36, 37, 64, 1_000, Sealer.LONGEST, 10_000_000})
  void aTextOfOneLetterOpensNothing(int length) {
    var text = "A".repeat(length);

    assertThat(Kind.all()).noneMatch(kind -> kind.opens(SEALED, text));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theLengthWrittenOnItMayLieInEveryWay(Kind kind) {
    var bytes = decode(kind.sealed(SEALED, 7));
    var honest = (bytes[6] & 0xff) << 8 | (bytes[7] & 0xff);

    for (var length = 0; length <= 0xffff; length++) {
      bytes[6] = (byte) (length >> 8);
      bytes[7] = (byte) length;
      assertThat(kind.opens(SEALED, encode(bytes))).isEqualTo(length == honest);
    }
  }

  private static AuthorizationCode withClient(AuthorizationCode code, ClientId client) {
    return new AuthorizationCode(
        code.flow(),
        client,
        code.account(),
        code.redirectUri(),
        code.challenge(),
        code.scope(),
        code.resource(),
        code.expiresAt());
  }

  private static byte[] first(byte[] bytes, int count) {
    return Arrays.copyOf(bytes, count);
  }

  private static byte[] decode(String text) {
    return Base64.getUrlDecoder().decode(text);
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
