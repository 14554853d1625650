package dev.ninestep.document;

import static dev.ninestep.document.DocumentHost.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.document.FetchBudget.Limits;
import dev.ninestep.document.KeySets.Keys;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.KeySource;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Fetching the keys that somebody publishes, against a real TLS server on loopback.
class KeySetsTest {

  private static final String OLD = "{\"keys\":[{\"kid\":\"old\"}]}";
  private static final String NEW = "{\"keys\":[{\"kid\":\"new\"}]}";

  private final DocumentHost host = new DocumentHost();
  private final KeySets keySets = host.keySets();

  @AfterEach
  void close() {
    host.close();
  }

  private static Keys find(KeySets keySets, ClientId url, String wanted) {
    return await(
        keySets.find(new KeySource.At(url.value()), keys -> keys.contains("\"" + wanted + "\"")));
  }

  private Keys find(ClientId url, String wanted) {
    return find(keySets, url, wanted);
  }

  @Test
  void keysByValueAreNotFetched() {
    assertThat(await(keySets.find(new KeySource.ByValue(OLD), _ -> false)))
        .isEqualTo(new Keys.Known(OLD));
    assertThat(host.resolved).isEmpty();
  }

  @Test
  void keysAreFetchedOnceForAsLongAsTheirServerSays() {
    var url = host.serve("/keys", OLD, "Cache-Control", "max-age=600");
    assertThat(find(url, "old")).isEqualTo(new Keys.Known(OLD));
    host.pass(Duration.ofSeconds(599));
    assertThat(find(url, "old")).isEqualTo(new Keys.Known(OLD));
    assertThat(host.asked).hasSize(1);
    host.pass(Duration.ofSeconds(1));
    host.serve("/keys", NEW);
    assertThat(find(url, "old")).isEqualTo(new Keys.Known(NEW));
  }

  @Test
  void aKeyThatIsNotThereIsLookedForAgainButNoMoreThanTwiceAMinute() {
    var url = host.serve("/keys", OLD, "Cache-Control", "max-age=600");
    find(url, "old");
    host.serve("/keys", NEW, "Cache-Control", "max-age=600");
    assertThat(find(url, "new")).as("too soon").isEqualTo(new Keys.Known(OLD));
    host.pass(KeySets.BETWEEN_FETCHES);
    assertThat(find(url, "new")).isEqualTo(new Keys.Known(NEW));
    IntStream.range(0, 50).forEach(_ -> find(url, "nobody's"));
    assertThat(host.asked).hasSize(2);
  }

  @Test
  void aHostThatIsAwayTakesNobodyWithIt() {
    var url = host.serve("/keys", OLD, "Cache-Control", "max-age=60");
    find(url, "old");
    host.goDown();
    host.pass(Duration.ofHours(23));
    assertThat(find(url, "old")).isEqualTo(new Keys.Known(OLD));
    host.pass(Duration.ofHours(1));
    assertThat(find(url, "old")).isInstanceOf(Keys.Unknown.class);
  }

  // CM-09
  @Test
  void anAddressThatIsNotPublicIsNotConnectedTo() {
    var guarded = host.keySets(Limits.USUAL, SpecialAddresses::isPublic);
    assertThat(find(guarded, host.serve("/keys", OLD), "old")).isInstanceOf(Keys.Unknown.class);
    assertThat(host.resolved).containsExactly(DocumentHost.NAME);
    assertThat(host.asked).isEmpty();
  }

  // CM-09
  @Test
  void aRedirectIsNotFollowed() {
    host.serve("/elsewhere", OLD);
    var url =
        host.handle(
            "/keys",
            request ->
                request.response().setStatusCode(302).putHeader("Location", "/elsewhere").end());
    assertThat(find(url, "old")).isInstanceOf(Keys.Unknown.class);
    assertThat(host.asked).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "{\"keys\":{}}", "{\"keys\":[]", "{\"keys\":[]}{}"})
  void whatIsNoKeySetIsNotKept(String json) {
    var url = host.serve("/keys", json);
    assertThat(find(url, "old")).isInstanceOf(Keys.Unknown.class);
    host.serve("/keys", OLD);
    assertThat(find(url, "old")).isEqualTo(new Keys.Known(OLD));
  }

  @Test
  void aSetThatIsTooLargeIsNotRead() {
    var url = host.serve("/keys", "{\"keys\":[],\"a\":\"" + "a".repeat(64 * 1_024) + "\"}");
    assertThat(find(url, "old")).isInstanceOf(Keys.Unknown.class);
  }

  @Test
  void fetchesAreWithinABudget() {
    var thrifty = host.keySets(new Limits(2, 600, 32), _ -> true);
    for (var path : new String[] {"/1", "/2"}) {
      assertThat(find(thrifty, host.serve(path, OLD), "old")).isEqualTo(new Keys.Known(OLD));
    }
    assertThat(find(thrifty, host.serve("/3", OLD), "old")).isInstanceOf(Keys.Unknown.class);
    host.pass(Duration.ofMinutes(1));
    assertThat(find(thrifty, host.serve("/3", OLD), "old")).isEqualTo(new Keys.Known(OLD));
  }
}
