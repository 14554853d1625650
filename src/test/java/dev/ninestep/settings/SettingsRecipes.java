package dev.ninestep.settings;

import static dev.ninestep.event.Refusal.APP_NOT_CONNECTED;
import static dev.ninestep.event.Refusal.SETTINGS_FORGED;
import static dev.ninestep.event.Refusal.SETTINGS_SIGNED_OUT;
import static dev.ninestep.settings.SettingsServer.ANNA;
import static dev.ninestep.settings.SettingsServer.BERT;
import static dev.ninestep.settings.SettingsServer.CLAUDE;

import dev.ninestep.event.Face;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.Step;
import dev.ninestep.refusal.Recipe;
import java.net.http.HttpResponse;
import java.util.function.Function;
import java.util.stream.Stream;

/// How the refusals of the settings are provoked.
public final class SettingsRecipes {

  private static final String API = "/settings/api/connected-apps";

  private SettingsRecipes() {}

  /// All recipes.
  public static Stream<Recipe> all() {
    return Stream.of(
        recipe(SETTINGS_SIGNED_OUT, Face.JSON, server -> server.get(API, "ninestep=stale")),
        recipe(
            SETTINGS_FORGED,
            Face.JSON,
            server ->
                server.send(
                    server
                        .to(API + "?everything=yes", server.session(ANNA))
                        .header("Origin", "https://evil.example")
                        .DELETE())),
        recipe(
            SETTINGS_FORGED,
            Face.PAGE,
            server -> {
              server.connect(BERT, CLAUDE);
              var nonceOfBert = server.nonce(server.session(BERT));
              return server.post("everything=yes&nonce=" + nonceOfBert, server.session(ANNA));
            }),
        recipe(
            APP_NOT_CONNECTED,
            Face.JSON,
            server -> {
              var appOfBert = server.connect(BERT, CLAUDE);
              return server.delete(API + "?grant=" + appOfBert.grant(), server.session(ANNA));
            }),
        recipe(
            APP_NOT_CONNECTED,
            Face.PAGE,
            server -> {
              var anna = server.session(ANNA);
              server.connect(ANNA, CLAUDE);
              return server.post("client_id=nobody&nonce=" + server.nonce(anna), anna);
            }));
  }

  private static Recipe recipe(
      Refusal refusal, Face face, Function<SettingsServer, HttpResponse<String>> provocation) {
    return new Recipe(
        refusal,
        Step.CALL,
        face,
        () -> {
          try (var server = new SettingsServer()) {
            return server.provoked(provocation.apply(server));
          }
        });
  }
}
