package dev.ninestep.trace;

import static dev.ninestep.event.Refusal.AS_OF_OUTSIDE_FLOW;
import static dev.ninestep.event.Refusal.DATABASE_UNAVAILABLE;
import static dev.ninestep.event.Refusal.FLOW_UNKNOWN;
import static dev.ninestep.event.Refusal.SEARCH_MALFORMED;
import static dev.ninestep.event.Refusal.SEARCH_TOOK_TOO_LONG;
import static dev.ninestep.event.Refusal.SUPPORT_NOT_ALLOWED;
import static dev.ninestep.event.Refusal.TAILS_TOO_MANY;

import dev.ninestep.event.Face;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.Step;
import dev.ninestep.refusal.Provoked;
import dev.ninestep.refusal.Recipe;
import dev.ninestep.trace.Doorkeeper.Verdict;
import java.util.stream.Stream;

/// How the refusals of the support team's entrance are provoked.
public final class SupportRecipes {

  private static final String NO_FLOW = "0".repeat(32);
  private static final Verdict AGENT = new Verdict.Welcome(new AccountId(8, 8));
  private static final Verdict STRANGER = new Verdict.Refused();

  private SupportRecipes() {}

  /// All recipes.
  public static Stream<Recipe> all() {
    return Stream.of(
        recipe(SUPPORT_NOT_ALLOWED, Face.JSON, STRANGER, "/support/api/flows"),
        recipe(SUPPORT_NOT_ALLOWED, Face.PAGE, STRANGER, "/support"),
        recipe(SEARCH_MALFORMED, Face.JSON, AGENT, "/support/api/flows?at=whenever"),
        recipe(
            SEARCH_TOOK_TOO_LONG, Face.JSON, AGENT, "/support/api/flows/" + SupportServer.ENDLESS),
        recipe(SEARCH_TOOK_TOO_LONG, Face.PAGE, AGENT, "/support/flows/" + SupportServer.ENDLESS),
        recipe(DATABASE_UNAVAILABLE, Face.JSON, AGENT, "/support/api/flows/" + SupportServer.AWAY),
        recipe(DATABASE_UNAVAILABLE, Face.PAGE, AGENT, "/support/flows/" + SupportServer.AWAY),
        recipe(SEARCH_MALFORMED, Face.JSON, AGENT, "/support/api/tail?step=9"),
        recipe(TAILS_TOO_MANY, Face.JSON, AGENT, "/support/api/tail"),
        recipe(FLOW_UNKNOWN, Face.JSON, AGENT, "/support/api/flows/" + NO_FLOW),
        recipe(FLOW_UNKNOWN, Face.PAGE, AGENT, "/support/flows/" + NO_FLOW),
        recipe(
            AS_OF_OUTSIDE_FLOW,
            Face.JSON,
            AGENT,
            "/support/api/flows/" + Tale.FLOW + "?as_of=2020-01-01T00:00:00Z"),
        recipe(SEARCH_MALFORMED, Face.PAGE, AGENT, "/support/flows/" + Tale.FLOW + "?as_of=soon"),
        recipe(
            AS_OF_OUTSIDE_FLOW,
            Face.PAGE,
            AGENT,
            "/support/flows/" + Tale.FLOW + "?as_of=2020-01-01T00:00:00Z"));
  }

  private static Recipe recipe(Refusal refusal, Face face, Verdict verdict, String path) {
    return new Recipe(
        refusal,
        Step.CALL,
        face,
        () -> {
          try (var server = new SupportServer(verdict)) {
            return new Provoked(
                server.get(path, face),
                server.log.facts(),
                server.traffic.secrets(),
                SupportServer.ISSUER);
          }
        });
  }
}
