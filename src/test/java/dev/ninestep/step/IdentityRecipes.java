package dev.ninestep.step;

import static dev.ninestep.event.Refusal.IDENTITY_ASSERTION_MISSING;
import static dev.ninestep.event.Refusal.IDENTITY_ASSERTION_NOT_NOW;
import static dev.ninestep.event.Refusal.IDENTITY_ASSERTION_OF_ANOTHER_CLIENT;
import static dev.ninestep.event.Refusal.IDENTITY_ASSERTION_REPLAYED;
import static dev.ninestep.event.Refusal.IDENTITY_ASSERTION_WRONG;
import static dev.ninestep.event.Refusal.IDENTITY_ASSERTION_WRONG_AUDIENCE;
import static dev.ninestep.event.Refusal.IDENTITY_CLIENT_NOT_TRUSTED;
import static dev.ninestep.event.Refusal.IDENTITY_KEYS_UNAVAILABLE;
import static dev.ninestep.event.Refusal.IDENTITY_SCOPE_NOT_ALLOWED;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.ninestep.decision.GrantToIdentity;
import dev.ninestep.decision.IdentityProvider;
import dev.ninestep.document.DocumentHost;
import dev.ninestep.event.Face;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.KeySource;
import dev.ninestep.protocol.Step;
import dev.ninestep.refusal.Recipe;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// What a client is refused for that brings the word of a company's identity provider.
final class IdentityRecipes {

  private IdentityRecipes() {}

  static Stream<Recipe> all() {
    return Stream.concat(
        ofThoseOnTheList().map(RefusalCase::recipe),
        Stream.of(
            trusting(
                IDENTITY_CLIENT_NOT_TRUSTED,
                _ ->
                    Company.provider(
                        new KeySource.ByValue(Company.KEYS.jwks()),
                        Set.of(new ClientId("another")))),
            trusting(
                IDENTITY_KEYS_UNAVAILABLE,
                host ->
                    Company.provider(new KeySource.At(host.url("/nothing").value()), Set.of()))));
  }

  private static Stream<RefusalCase> ofThoseOnTheList() {
    return Stream.of(
        recipe(
            IDENTITY_ASSERTION_MISSING,
            server -> {
              var client = TestClient.register(server).id().value();
              return server.postForm(
                  "/token", Map.of("grant_type", GrantToIdentity.GRANT_TYPE, "client_id", client));
            }),
        claiming(IDENTITY_ASSERTION_WRONG, c -> c.issuer("https://other.example")),
        claiming(IDENTITY_ASSERTION_WRONG_AUDIENCE, c -> c.audience("https://other.example")),
        claiming(IDENTITY_ASSERTION_OF_ANOTHER_CLIENT, c -> c.claim("client_id", "another")),
        claiming(IDENTITY_ASSERTION_NOT_NOW, c -> c.expirationTime(Date.from(Instant.EPOCH))),
        claiming(IDENTITY_SCOPE_NOT_ALLOWED, c -> c.claim("scope", "support")),
        recipe(
            IDENTITY_ASSERTION_REPLAYED,
            server -> {
              var client = TestClient.register(server);
              var assertion = Company.assertion(server, client.id());
              ask(server, client, assertion);
              server.issued(1);
              return ask(server, client, assertion);
            }));
  }

  private static HttpResponse<String> ask(TestServer server, TestClient client, String assertion) {
    var form = Form.with(Company.request(assertion), "client_id", client.id().value());
    return server.postForm("/token", form);
  }

  private static RefusalCase claiming(Refusal refusal, UnaryOperator<JWTClaimsSet.Builder> change) {
    return recipe(
        refusal,
        server -> {
          var client = TestClient.register(server);
          return ask(server, client, Company.assertion(server, client.id(), change));
        });
  }

  private static RefusalCase recipe(
      Refusal refusal, Function<TestServer, HttpResponse<String>> request) {
    return new RefusalCase("an assertion", refusal, Step.TOKEN, Face.JSON, request);
  }

  /// At a server of an operator who trusts another provider, or not everybody with it.
  private static Recipe trusting(
      Refusal refusal, Function<DocumentHost, IdentityProvider> provider) {
    return new Recipe(
        refusal,
        Step.TOKEN,
        Face.JSON,
        () -> {
          try (var host = new DocumentHost();
              var server = new TestServer(TestSettings.trusting(provider.apply(host)), host)) {
            var client = TestClient.register(server);
            return server.provoked(ask(server, client, Company.assertion(server, client.id())));
          }
        });
  }
}
