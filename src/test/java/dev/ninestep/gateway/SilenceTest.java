package dev.ninestep.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SilenceTest {

  private static final long LONG = TimeUnit.SECONDS.toNanos(16);

  private final Written client = new Written();
  private final Silence silence = new Silence(client, 0);

  /// Keeps what is written.
  private static final class Written implements WriteStream<Buffer> {

    private final List<String> parts = new ArrayList<>();
    private boolean isFull;

    @Override
    public Future<Void> write(Buffer part) {
      parts.add(part.toString());
      return Future.succeededFuture();
    }

    @Override
    public Future<Void> end() {
      return Future.succeededFuture();
    }

    @Override
    public WriteStream<Buffer> setWriteQueueMaxSize(int size) {
      return this;
    }

    @Override
    public boolean writeQueueFull() {
      return isFull;
    }

    @Override
    public WriteStream<Buffer> drainHandler(Handler<Void> handler) {
      return this;
    }

    @Override
    public WriteStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
      return this;
    }
  }

  @Test
  void aStreamThatIsSilentForLongSaysThatItLivesAndGoesOnSayingSo() {
    silence.look(LONG / 2);
    assertThat(client.parts).isEmpty();
    silence.look(LONG);
    silence.look(LONG + 1);
    assertThat(client.parts).containsExactly(":\n\n");
    silence.look(2 * LONG);
    assertThat(client.parts).containsExactly(":\n\n", ":\n\n");
  }

  @Test
  void oneThatSpeaksIsLeftAlone() {
    for (var now = 0L; now < 5 * LONG; now += LONG / 4) {
      silence.broken(Buffer.buffer("data: x\n\n"), now);
      silence.look(now + 1);
    }
    assertThat(client.parts).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"data: x\n\n", "data: x\r\n\r\n", "id: 1\ndata: x\n\n", ":\n\n"})
  void betweenTwoEventsThereMayBeAComment(String part) {
    silence.broken(Buffer.buffer(part), 0);
    silence.look(LONG);
    assertThat(client.parts).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"data: x", "data: x\n", "data: x\r\n", "\n", "data: one\n\ndata: t"})
  void inTheMiddleOfAnEventThereIsNone(String part) {
    silence.broken(Buffer.buffer(part), 0);
    silence.look(LONG);
    assertThat(client.parts).isEmpty();
  }

  @Test
  void aClientThatDoesNotReadIsNotWrittenTo() {
    client.isFull = true;
    silence.look(LONG);
    assertThat(client.parts).isEmpty();
  }
}
