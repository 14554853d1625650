package dev.ninestep.app.configuration;

import static dev.ninestep.app.configuration.Given.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.Issuer;
import dev.ninestep.protocol.Scope;
import dev.ninestep.token.KeyRing;
import dev.ninestep.token.UpstreamCaller;
import dev.ninestep.token.UpstreamIdentity;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What servers behind the gateway trust is a key of the ring. GW-24.
class TrustSecretsTest {

  private static final String SMALLEST =
      """
      issuer: https://auth.example.com
      resources: [{upstream: http://127.0.0.1:9000/mcp}]
      """;
  private static final URI UPSTREAM = URI.create("http://127.0.0.1:9000/mcp");
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final UpstreamCaller CALLER =
      new UpstreamCaller(new AccountId(1, 1), new ClientId("c"), Scope.of("mcp"), new FlowId(1, 1));

  /// GW-24
  @Test
  void nothingStartsWithoutAKeyRing() {
    assertThat(new Given(SMALLEST).with("NINESTEP_POSTGRES_PASSWORD", "x").problems())
        .singleElement()
        .asString()
        .contains("NINESTEP_KEYS")
        .contains("keys.file");
  }

  /// GW-24
  @Test
  void noKeyIsTakenFromTheCommandLine(@TempDir Path directory) throws Exception {
    var file = Files.writeString(directory.resolve("ninestep.yaml"), SMALLEST);
    var reading =
        new Sources(
                Map.of("keys", Given.RING),
                Optional.of(file),
                Map.of("NINESTEP_POSTGRES_PASSWORD", "x"),
                Map.of())
            .read();
    assertThat(reading).isInstanceOf(Reading.Unusable.class);
  }

  /// GW-24: what is public about an installation, its issuer and its upstream, makes no key.
  @Test
  void aRingMadeForTheSameNamesIsAnother() {
    var issuer = new Issuer("https://auth.example.com");
    var ours = new UpstreamIdentity(KeyRing.generate(), issuer);
    var theirs = new UpstreamIdentity(KeyRing.generate(), issuer);
    var header = theirs.sign(CALLER, UPSTREAM, NOON);
    assertThat(theirs.verify(header, UPSTREAM, NOON)).contains(CALLER);
    assertThat(ours.verify(header, UPSTREAM, NOON)).isEmpty();
    assertThat(ours.jwks()).isNotEqualTo(theirs.jwks());
  }

  /// GW-24
  @Test
  void whatIsPrintedOfAConfigurationHoldsNoKey() {
    var read = yaml(SMALLEST).configuration();
    var secrets =
        Pattern.compile("[A-Za-z0-9_-]{40,}")
            .matcher(Given.RING)
            .results()
            .map(MatchResult::group)
            .toList();
    assertThat(secrets).isNotEmpty();
    assertThat(read.toString()).doesNotContain(secrets);
  }
}
