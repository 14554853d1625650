package dev.ninestep.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.contract.Document.Place;
import dev.ninestep.event.Face;
import dev.ninestep.event.Refusal;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// `schemas/http/openapi.yaml` is whole in itself, and refuses what it ought to.
class HttpContractTest {

  private static final String FLOW = "5f2b0c6d9e1a4b7c8d3e2f1a0b9c8d7e";

  static Stream<Operation> operations() {
    return Operation.all().stream();
  }

  private static List<Place> everything() throws IOException {
    try (var files = Files.list(Document.DIRECTORY)) {
      return files.flatMap(file -> Place.of(file, "").all()).toList();
    }
  }

  @Test
  void everyReferenceLeadsSomewhere() throws IOException {
    var references =
        everything().stream().filter(place -> place.node().path("$ref").isTextual()).toList();
    assertThat(references).hasSizeGreaterThan(100);
    assertThat(references)
        .allSatisfy(
            place -> assertThat(place.followed().node().isMissingNode()).as("%s", place).isFalse());
  }

  @Test
  void everyExampleIsValid() throws IOException {
    var examples =
        everything().stream()
            .filter(place -> place.node().has("schema") && place.node().has("example"))
            .toList();
    assertThat(examples).hasSizeGreaterThan(10);
    assertThat(examples)
        .allSatisfy(place -> {
          var example = place.get("example").orElseThrow();
          assertThat(Document.faults(place.child("schema"), example.node()))
              .as("%s", place)
              .isEmpty();
        });
  }

  @Test
  void everyRefusalIsForetoldSomewhereAndNothingElse() {
    var foretold = EnumSet.copyOf(Operation.everywhere());
    operations().forEach(operation -> foretold.addAll(operation.refusals()));
    assertThat(foretold).containsExactlyInAnyOrder(Refusal.values());
  }

  @ParameterizedTest
  @MethodSource("operations")
  void anOperationAnswersWithTheStatusOfWhatItRefusesFor(Operation operation) {
    assertThat(operation.refusals())
        .allSatisfy(refusal ->
            assertThat(
                    Stream.of(
                            Integer.toString(refusal.status()),
                            refusal.mayTravelBy(Face.REDIRECT) ? "303" : "")
                        .filter(status -> operation.response(status).isPresent()))
                .as("%s, %d", refusal, refusal.status())
                .isNotEmpty());
  }

  @ParameterizedTest
  @MethodSource("operations")
  void anOperationSaysWhatItIsAndWhatItAnswers(Operation operation) {
    assertThat(operation.place().node().path("summary").asText()).endsWith(".");
    assertThat(operation.place().child("responses").node()).isNotEmpty();
  }

  @Test
  void namesOfOperationsAreTheirOwn() {
    assertThat(operations().map(o -> o.place().node().path("operationId").asText()))
        .filteredOn(id -> !id.isEmpty())
        .doesNotHaveDuplicates();
  }

  private static List<String> faults(String path, int status, String type, String body) {
    var headers =
        Map.of(
            "X-Correlation-ID",
            List.of(FLOW),
            "Cache-Control",
            List.of("no-store"),
            "Access-Control-Allow-Origin",
            List.of("*"),
            "Content-Type",
            List.of(type));
    return HttpContract.faults(
        new Heard("POST", path, status, HttpHeaders.of(headers, (_, _) -> true), body));
  }

  private static String refusal(String slug) {
    return """
    {"error": "invalid_grant", "error_description": "No.",
     "error_uri": "https://auth.example/errors/%s?ref=%s"}\
    """
        .formatted(slug, FLOW);
  }

  @Test
  void anAnswerAsItShouldBeHasNoFault() {
    assertThat(faults("/token", 400, "application/json", refusal("code-replayed"))).isEmpty();
    assertThat(faults("/oauth/token", 400, "application/json", refusal("code-replayed")))
        .as("below a prefix")
        .isEmpty();
    assertThat(faults("/token", 405, "application/json", refusal("method-not-allowed")))
        .as("what any request may meet")
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "418 | application/json | {}                        | is not said to answer 418",
        "400 | text/html        | no                        | a body of type 'text/html'",
        "400 | application/json | {\"error\": \"x\"}        | required property 'error_uri'",
        "200 | application/json | {\"access_token\": \"x\"} | required property 'scope'",
        "429 | application/json | {}                        | Retry-After is missing",
      })
  void anAnswerThatIsNotHasItNamed(int status, String type, String body, String fault) {
    assertThat(faults("/token", status, type, body)).anyMatch(said -> said.contains(fault));
  }

  @Test
  void aRefusalThatIsNotForetoldIsAFault() {
    assertThat(faults("/token", 400, "application/json", refusal("state-too-long")))
        .containsExactly("POST /token is not said to refuse for STATE_TOO_LONG");
  }
}
