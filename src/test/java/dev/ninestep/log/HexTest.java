package dev.ninestep.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.FlowId;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Ids read off bytes are those the protocol reads from strings.
class HexTest {

  private static final String CHARACTERS = "0123456789abcdefgABCDEF/:@`-_ \u00e9\uff11";

  private final SplittableRandom chance = new SplittableRandom(17);

  private static Optional<FlowId> flow(String text) {
    var bytes = ("<" + text + ">").getBytes(UTF_8);
    return Optional.ofNullable(Hex.id(bytes, 1, bytes.length - 1, FlowId::new));
  }

  private static Optional<AttemptId> attempt(String text) {
    var bytes = ("<" + text + ">").getBytes(UTF_8);
    return Optional.ofNullable(
        Hex.id(bytes, 1, bytes.length - 1, (Hex.OfOne<AttemptId>) AttemptId::new));
  }

  private String spoiled(String text) {
    var at = chance.nextInt(text.length());
    var other = CHARACTERS.charAt(chance.nextInt(CHARACTERS.length()));
    return text.substring(0, at) + other + text.substring(at + 1);
  }

  @Test
  void everyIdIsReadBack() {
    for (var i = 0; i < 5_000; i++) {
      var flow = new FlowId(chance.nextLong(), chance.nextLong());
      assertThat(flow(flow.toString())).contains(flow);
      var attempt = new AttemptId(chance.nextLong());
      assertThat(attempt(attempt.toString())).contains(attempt);
      var uuid = new UUID(chance.nextLong(), chance.nextLong());
      assertThat(Hex.uuid(uuid.toString().getBytes(UTF_8))).isEqualTo(uuid);
    }
  }

  @Test
  void anIdThatIsSpoiledIsReadOrRefusedAsTheProtocolDoes() {
    for (var i = 0; i < 5_000; i++) {
      var flow = spoiled(new FlowId(chance.nextLong(), chance.nextLong()).toString());
      assertThat(flow(flow)).isEqualTo(FlowId.parse(flow));
      var attempt = spoiled(new AttemptId(chance.nextLong()).toString());
      assertThat(attempt(attempt)).isEqualTo(AttemptId.parse(attempt));
    }
  }

  @Test
  void anIdOfAnotherLengthIsNone() {
    for (var length = 0; length < 70; length++) {
      var text = "a".repeat(length);
      assertThat(flow(text)).isEqualTo(FlowId.parse(text));
      assertThat(attempt(text)).isEqualTo(AttemptId.parse(text));
    }
  }

  @Test
  void aUuidOfAnotherFormIsLeftToTheJdk() {
    for (var text :
        new String[] {
          "",
          "1-1-1-1-1",
          "0199F3A7-C05E-7B4D-8A68-0123456789AB",
          "0199f3a7c05e-7b4d-8a68-0123456789ab-",
          "0199f3a7-c05e-7b4d-8a68-0123456789ag"
        }) {
      assertThat(Hex.uuid(text.getBytes(UTF_8))).isNull();
    }
  }
}
