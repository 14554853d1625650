package dev.ninestep.gateway;

import static dev.ninestep.event.Refusal.CALL_PROOF_MALFORMED;
import static dev.ninestep.event.Refusal.CALL_PROOF_MISSING;
import static dev.ninestep.event.Refusal.CALL_PROOF_NOT_NOW;
import static dev.ninestep.event.Refusal.CALL_PROOF_OF_ANOTHER_KEY;
import static dev.ninestep.event.Refusal.CALL_PROOF_OF_ANOTHER_REQUEST;
import static dev.ninestep.event.Refusal.CALL_PROOF_OF_ANOTHER_TOKEN;
import static dev.ninestep.event.Refusal.CALL_PROOF_REPLAYED;
import static dev.ninestep.event.Refusal.TOKEN_BOUND_TO_KEY;
import static dev.ninestep.event.Refusal.TOKEN_NOT_BOUND;

import dev.ninestep.event.Face;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.Step;
import dev.ninestep.refusal.Recipe;
import dev.ninestep.token.KeyHolder;
import java.net.http.HttpResponse;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/// How the refusals of calls with a token for the holder of a key are provoked.
final class DpopCallRecipes {

  private static final KeyHolder HOLDER = KeyHolder.fresh();
  private static final String URL = "http://localhost:8080/mcp";

  private DpopCallRecipes() {}

  static Stream<Recipe> all() {
    return Stream.of(
        recipe(TOKEN_BOUND_TO_KEY, (harness, token) -> harness.send(harness.request("", token))),
        recipe(
            TOKEN_NOT_BOUND,
            (harness, _) -> {
              var bearer = harness.token();
              return call(harness, bearer, proof(harness, bearer));
            }),
        recipe(
            CALL_PROOF_MISSING,
            (harness, token) ->
                harness.send(harness.request("").header("Authorization", "DPoP " + token))),
        recipe(CALL_PROOF_MALFORMED, (harness, token) -> call(harness, token, "garbage")),
        recipe(
            CALL_PROOF_OF_ANOTHER_REQUEST,
            (harness, token) ->
                call(harness, token, HOLDER.proof("POST", URL, harness.facts.now(), token))),
        recipe(
            CALL_PROOF_NOT_NOW,
            (harness, token) -> {
              var then = harness.facts.now().minusSeconds(61);
              return call(harness, token, HOLDER.proof("GET", URL, then, token));
            }),
        recipe(
            CALL_PROOF_OF_ANOTHER_TOKEN,
            (harness, token) -> call(harness, token, proof(harness, "another"))),
        recipe(
            CALL_PROOF_OF_ANOTHER_KEY,
            (harness, token) -> {
              var thief = KeyHolder.fresh();
              return call(harness, token, thief.proof("GET", URL, harness.facts.now(), token));
            }),
        recipe(
            CALL_PROOF_REPLAYED,
            (harness, token) -> {
              var proof = proof(harness, token);
              call(harness, token, proof);
              return call(harness, token, proof);
            }));
  }

  private static String proof(Harness harness, String token) {
    return HOLDER.proof("GET", URL, harness.facts.now(), token);
  }

  private static HttpResponse<String> call(Harness harness, String token, String proof) {
    return harness.send(
        harness.request("").headers("Authorization", "DPoP " + token, "DPoP", proof));
  }

  private static Recipe recipe(
      Refusal refusal, BiFunction<Harness, String, HttpResponse<String>> request) {
    return new Recipe(
        refusal,
        Step.CALL,
        Face.BEARER,
        () -> {
          try (var harness = new Harness(up -> up.response().end())) {
            var token = harness.tokens.sign(HOLDER.bound(harness.granted()));
            return harness.provoked(request.apply(harness, token));
          }
        });
  }
}
