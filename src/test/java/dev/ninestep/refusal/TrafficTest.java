package dev.ninestep.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What would be missed here would be missed in every event.
class TrafficTest {

  private final Traffic traffic = new Traffic();

  @Test
  void secretsAreFoundByTheirNamesAndPlaces() {
    traffic.said("grant_type=refresh_token&code=code%2Bvalue&client_secret=in+the+form");
    traffic.said("{\"access_token\":\"json-value\",\"token_type\":\"Bearer\"}");
    traffic.said("<input type=\"hidden\" name=\"nonce\" value=\"page-value\">");
    traffic.said(
        "{Authorization=[Bearer header-value], Cookie=[__Host-ninestep=cookie-value; a=b]}");
    traffic.said("Location: https://client.example/cb?code=redirect-value&iss=https://a.example");
    assertThat(traffic.secrets())
        .containsExactlyInAnyOrder(
            "code+value",
            "in the form",
            "json-value",
            "page-value",
            "header-value",
            "cookie-value",
            "redirect-value");
  }

  @Test
  void aChallengeIsNoSecretWhateverItIsSentFor() {
    traffic.said("code_challenge=known-to-all&code_challenge_method=S256");
    traffic.said("code_verifier=known-to-all");
    assertThat(traffic.secrets()).isEmpty();
  }
}
