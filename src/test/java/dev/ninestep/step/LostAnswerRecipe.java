package dev.ninestep.step;

import dev.ninestep.event.Face;
import dev.ninestep.event.Refusal;
import dev.ninestep.fold.Aggregate;
import dev.ninestep.log.FlowLog;
import dev.ninestep.protocol.Step;
import dev.ninestep.refusal.Provoked;
import dev.ninestep.refusal.Recipe;
import java.net.http.HttpResponse;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// A request whose fact the log takes without ever saying so: nothing is issued.
final class LostAnswerRecipe implements UnaryOperator<FlowLog<Aggregate>> {

  private HeldLog held;

  private LostAnswerRecipe() {}

  static Stream<Recipe> all() {
    return Stream.of(
        recipe(
            Step.TOKEN,
            Face.JSON,
            client -> {
              var redemption = client.redemption(client.code());
              return () -> client.token(redemption);
            }),
        recipe(
            Step.AUTHORIZATION,
            Face.PAGE,
            client -> () -> client.authorize(client.authorization())));
  }

  private static Recipe recipe(
      Step step, Face face, Function<TestClient, Supplier<HttpResponse<String>>> prepared) {
    return new Recipe(
        Refusal.LOG_UNAVAILABLE, step, face, () -> new LostAnswerRecipe().provoke(prepared));
  }

  @Override
  public FlowLog<Aggregate> apply(FlowLog<Aggregate> log) {
    held = new HeldLog(log);
    return held;
  }

  /// @param prepared gets ready while the log still answers
  private Provoked provoke(Function<TestClient, Supplier<HttpResponse<String>>> prepared) {
    try (var server = new TestServer(this)) {
      var request = prepared.apply(TestClient.register(server));
      held.loseAnswers();
      return server.provoked(request.get());
    }
  }
}
