package dev.ninestep.step;

import static dev.ninestep.step.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.decision.ProtectedResource;
import dev.ninestep.protocol.Issuer;
import dev.ninestep.protocol.Scope;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a receiver of revocations reads of their transmitter.
class TransmitterMetadataTest {

  private static final String PLACE = "/.well-known/ssf-configuration";

  @Test
  void itSaysWhoTellsAndHowAndWhatHasToBeUnderstood() {
    try (var server = new TestServer()) {
      assertThat(json(server.get(PLACE)))
          .isEqualTo(
              new JsonObject(
                  """
                  {
                    "spec_version": "1_0",
                    "issuer": "https://auth.example",
                    "jwks_uri": "https://auth.example/jwks",
                    "delivery_methods_supported": ["urn:ietf:rfc:8935"],
                    "critical_subject_members": ["user", "session", "application"],
                    "default_subjects": "ALL"
                  }
                  """));
    }
  }

  @Test
  void whereNobodyIsToldThereIsNone() {
    try (var server = new TestServer(ProfileSettings.of("slima"))) {
      assertThat(server.get(PLACE).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void anIssuerWithAPathHasItBehindTheWellKnownName() {
    var resource = new ProtectedResource(TestServer.RESOURCE, Scope.of("mcp"), Scope.of("mcp"));
    var tenant = TestSettings.at(new Issuer("https://auth.example/tenant"), "", List.of(resource));
    try (var server = new TestServer(tenant)) {
      assertThat(json(server.get(PLACE + "/tenant")).getString("issuer"))
          .isEqualTo("https://auth.example/tenant");
      assertThat(server.get(PLACE).statusCode()).isEqualTo(404);
    }
  }
}
