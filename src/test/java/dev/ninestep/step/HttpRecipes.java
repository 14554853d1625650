package dev.ninestep.step;

import static dev.ninestep.event.Refusal.HEADERS_TOO_LARGE;
import static dev.ninestep.event.Refusal.NOT_FOUND;
import static dev.ninestep.event.Refusal.SERVER_ERROR;
import static dev.ninestep.event.Refusal.TLS_REQUIRED;
import static dev.ninestep.event.Refusal.URI_TOO_LONG;

import dev.ninestep.event.Face;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.Step;
import java.net.http.HttpResponse;
import java.util.function.Function;
import java.util.stream.Stream;

/// What HTTP itself refuses, whatever the step.
final class HttpRecipes {

  private static final String LONG = "a".repeat(17 * 1024);

  private HttpRecipes() {}

  static Stream<RefusalCase> cases() {
    return Stream.of(
        page("no route, in a browser", NOT_FOUND, "/nowhere"),
        page("a defect, in a browser", SERVER_ERROR, "/defect"),
        recipe(
            "without TLS",
            TLS_REQUIRED,
            server -> server.get("/nowhere", "X-Forwarded-Proto", "http")),
        new RefusalCase(
            "a form without TLS",
            TLS_REQUIRED,
            Step.CALL,
            Face.PAGE,
            server ->
                server.send(
                    "POST", "/nowhere", "Accept", "text/html", "X-Forwarded-Proto", "http")),
        recipe("no route", NOT_FOUND, server -> server.get("/nowhere")),
        recipe("a defect", SERVER_ERROR, server -> server.get("/defect")),
        recipe("a long line", URI_TOO_LONG, server -> server.get("/" + LONG)),
        recipe("a long header", HEADERS_TOO_LARGE, server -> server.get("/mcp", "X-Long", LONG)));
  }

  private static RefusalCase page(String name, Refusal refusal, String path) {
    return new RefusalCase(
        name,
        refusal,
        Step.CALL,
        Face.PAGE,
        server -> server.get(path, "Accept", "text/html,application/xhtml+xml"));
  }

  private static RefusalCase recipe(
      String name, Refusal refusal, Function<TestServer, HttpResponse<String>> request) {
    return new RefusalCase(name, refusal, Step.CALL, Face.JSON, request);
  }
}
