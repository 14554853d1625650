package dev.ninestep.step;

import static dev.ninestep.document.DocumentHost.document;
import static dev.ninestep.event.Refusal.CLIENT_DOCUMENTS_BUSY;
import static dev.ninestep.event.Refusal.CLIENT_DOCUMENT_MALFORMED;
import static dev.ninestep.event.Refusal.CLIENT_DOCUMENT_NOT_SERVED;
import static dev.ninestep.event.Refusal.CLIENT_DOCUMENT_OF_ANOTHER;
import static dev.ninestep.event.Refusal.CLIENT_DOCUMENT_SECRET;
import static dev.ninestep.event.Refusal.CLIENT_DOCUMENT_UNREACHABLE;
import static dev.ninestep.event.Refusal.CLIENT_KEYS_UNREACHABLE;

import dev.ninestep.document.DocumentHost;
import dev.ninestep.event.Face;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Step;
import dev.ninestep.refusal.Recipe;
import java.net.http.HttpResponse;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What a client is refused for whose id is the URL of a document.
final class DocumentRecipes {

  /// More documents than one host is asked for in a minute.
  private static final int TOO_MANY = 61;

  private DocumentRecipes() {}

  static Stream<Recipe> all() {
    return Stream.concat(
        Stream.of(Face.PAGE, Face.JSON).flatMap(DocumentRecipes::all), Stream.of(keys()));
  }

  /// What is published where a client says is no set of keys.
  private static Recipe keys() {
    return new Recipe(
        CLIENT_KEYS_UNREACHABLE,
        Step.CALL,
        Face.JSON,
        () -> {
          try (var host = new DocumentHost();
              var server = new TestServer(TestSettings.answering(201), host)) {
            var keys = SigningClient.es256();
            var client = PublishedKeysTest.register(server, host.url("/nothing").value());
            var proof = SigningClient.proof(keys.assertion(client, server.log.now()));
            return server.provoked(server.postForm("/revoke", Form.with(proof, "token", "a")));
          }
        });
  }

  private static Stream<Recipe> all(Face face) {
    return Stream.of(
        client(
            face,
            CLIENT_DOCUMENT_UNREACHABLE,
            host -> {
              host.goDown();
              return host.url("/client.json");
            }),
        client(face, CLIENT_DOCUMENT_NOT_SERVED, host -> host.url("/nothing.json")),
        client(face, CLIENT_DOCUMENT_MALFORMED, host -> host.serve("/client.json", "{")),
        client(
            face,
            CLIENT_DOCUMENT_OF_ANOTHER,
            host ->
                host.serve(
                    "/client.json", document("https://other.example/a", TestClient.CALLBACK))),
        client(
            face,
            CLIENT_DOCUMENT_SECRET,
            host ->
                host.serve(
                    "/client.json",
                    document(host.url("/client.json").value(), TestClient.CALLBACK)
                        .replaceFirst("}$", ",\"client_secret\":\"published\"}"))),
        recipe(
            face,
            CLIENT_DOCUMENTS_BUSY,
            (server, host) ->
                IntStream.range(0, TOO_MANY)
                    .mapToObj(i -> arrive(face, server, host.url("/" + i)))
                    .toList()
                    .getLast()));
  }

  private static Recipe client(
      Face face, Refusal refusal, Function<DocumentHost, ClientId> client) {
    return recipe(face, refusal, (server, host) -> arrive(face, server, client.apply(host)));
  }

  /// In a browser, or with a pushed request.
  private static HttpResponse<String> arrive(Face face, TestServer server, ClientId id) {
    var client = TestClient.of(server, id);
    return face == Face.PAGE
        ? client.authorize(client.authorization())
        : server.postForm("/par", client.authorization());
  }

  private static Recipe recipe(
      Face face,
      Refusal refusal,
      BiFunction<TestServer, DocumentHost, HttpResponse<String>> request) {
    return new Recipe(
        refusal,
        Step.AUTHORIZATION,
        face,
        () -> {
          try (var host = new DocumentHost();
              var server = new TestServer(host.documents(TestSettings.REDIRECTS))) {
            return server.provoked(request.apply(server, host));
          }
        });
  }
}
