package dev.ninestep.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.decision.Hashes;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/// The service that takes payments.
final class Billing {

  /// What lets the service in.
  static final String SECRET = "what the billing service has";

  /// What the program has to know of it.
  static final Map<String, String> SETTINGS =
      Map.of("NINESTEP_OPERATOR_SECRET_HASH", Hashes.sha256(SECRET));

  private Billing() {}

  /// Gives an account money for the first time.
  static void topUp(Program program, String login, String amount) {
    var given =
        Http.json(
            program.issuer() + "/operator/api/accounts/" + login + "/credits",
            new JsonObject().put("amount", amount).put("key", "first").encode(),
            "Authorization",
            "Bearer " + SECRET);
    assertThat(given.statusCode()).as(given.body()).isEqualTo(201);
  }
}
