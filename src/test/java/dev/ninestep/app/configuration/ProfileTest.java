package dev.ninestep.app.configuration;

import static dev.ninestep.app.configuration.Given.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.protocol.ResourceUri;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProfileTest {

  private static final String REST =
      """
      issuer: https://example.com
      resources: [{upstream: built-in}]
      """;

  @Test
  void slimaIsAsItsDocumentSays() {
    var read = yaml(REST + "profile: slima").configuration();
    assertThat(read.lifetimes().code()).isEqualTo(Duration.ofSeconds(30));
    assertThat(read.registration().status()).isEqualTo(200);
    assertThat(read.http().prefix()).isEmpty();
    assertThat(resource(read)).isEqualTo(new ResourceUri("https://example.com/mcp"));
  }

  @Test
  void datalikersIsAsItsDocumentSays() {
    var read = yaml(REST + "profile: datalikers").configuration();
    assertThat(read.lifetimes().code()).isEqualTo(Duration.ofMinutes(10));
    assertThat(read.lifetimes().consent()).isEqualTo(Duration.ofMinutes(10));
    assertThat(read.lifetimes().accessToken()).isEqualTo(Duration.ofHours(1));
    assertThat(read.registration().status()).isEqualTo(201);
    assertThat(read.http().prefix()).isEqualTo("/oauth");
    assertThat(resource(read)).isEqualTo(new ResourceUri("https://example.com/oauth"));
  }

  @Test
  void theFileOverridesItsProfileAndTheEnvironmentChoosesAnother() {
    var file = yaml(REST + "profile: slima\nlifetimes: {code: 20s}");
    assertThat(file.configuration().lifetimes().code()).isEqualTo(Duration.ofSeconds(20));
    assertThat(file.configuration().registration().status()).isEqualTo(200);
    assertThat(file.with("NINESTEP_PROFILE", "datalikers").configuration().http().prefix())
        .isEqualTo("/oauth");
  }

  @Test
  void aProfileThatIsNotThereIsRefusedByName() {
    assertThat(yaml(REST + "profile: slime").problems())
        .singleElement()
        .asString()
        .startsWith("profile: expected one of slima, datalikers, not 'slime'");
  }

  private static ResourceUri resource(Configuration read) {
    return read.resources().getFirst().resource().uri();
  }
}
