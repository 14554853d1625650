package dev.ninestep.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.ninestep.contract.Document.Place;
import dev.ninestep.event.Face;
import dev.ninestep.event.Refusal;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Holds answers against the document: status, type, headers, body, and what they refuse for. Any
/// thread.
public final class HttpContract {

  private static final List<Operation> OPERATIONS = Operation.all();
  private static final Set<Refusal> EVERYWHERE = Operation.everywhere();
  private static final Place REFUSED =
      Place.of(Document.DIRECTORY.resolve("shared.yaml"), "/responses/RefusedEitherWay");

  /// What comes in plain HTTP is led to https before any path is looked at.
  private static final int FOR_GOOD = 308;

  private HttpContract() {}

  /// Fails unless an answer is as the document has it.
  ///
  /// @param response the answer
  public static void hold(HttpResponse<String> response) {
    var heard = Heard.of(response);
    assertThat(faults(heard))
        .as("%s %s: %d %s", heard.method(), heard.path(), heard.status(), heard.body())
        .isEmpty();
  }

  /// Fails unless the document says that an answer may refuse for this.
  ///
  /// @param response the answer
  /// @param refusal what it refuses for
  public static void hold(HttpResponse<String> response, Refusal refusal) {
    hold(response);
    var heard = Heard.of(response);
    operation(heard.method(), heard.path())
        .ifPresent(
            operation -> assertThat(foretold(operation)).as("%s", operation).contains(refusal));
  }

  private static Set<Refusal> foretold(Operation operation) {
    var all = operation.refusals();
    all.addAll(EVERYWHERE);
    return all;
  }

  /// The operation that answers, whatever prefix the OAuth endpoints have.
  static Optional<Operation> operation(String method, String path) {
    var asked = method.equals("HEAD") ? "GET" : method;
    return at(path)
        .or(() -> at(path.replaceFirst("^/[^/]+", "")))
        .flatMap(template ->
            OPERATIONS.stream()
                .filter(o -> o.template().equals(template) && o.method().equals(asked))
                .findFirst());
  }

  private static Optional<String> at(String path) {
    return OPERATIONS.stream()
        .filter(operation -> operation.isAt(path))
        .min(Comparator.comparingInt(Operation::blanks))
        .map(Operation::template);
  }

  /// What is not as the document has it. Addresses it does not know are another test's matter.
  static List<String> faults(Heard heard) {
    return heard.status() == FOR_GOOD || heard.hasNoSuchMethod()
        ? List.of()
        : operation(heard.method(), heard.path())
            .map(operation -> faults(operation, heard))
            .orElse(List.of());
  }

  private static List<String> faults(Operation operation, Heard heard) {
    var refusal = heard.refusal();
    var unforetold = refusal.filter(named -> !foretold(operation).contains(named));
    if (unforetold.isPresent()) {
      return List.of(operation + " is not said to refuse for " + unforetold.get());
    }
    return response(operation, heard, refusal)
        .map(place -> faults(place, heard))
        .orElseGet(() -> List.of(operation + " is not said to answer " + heard.status()));
  }

  /// Where the answer is described: by its status, or with all that a server behind may answer, or
  /// with what any request may meet.
  private static Optional<Place> response(
      Operation operation, Heard heard, Optional<Refusal> refusal) {
    var isOfAnother = refusal.isEmpty() && operation.response("default").isPresent();
    var byStatus =
        operation.response(
            isOfAnother && heard.status() >= 300 ? "default" : Integer.toString(heard.status()));
    var mayBeAnywhere =
        refusal
            .map(EVERYWHERE::contains)
            .orElseGet(() ->
                heard.type().equals("text/html")
                    && EVERYWHERE.stream()
                        .anyMatch(r -> r.status() == heard.status() && r.mayTravelBy(Face.PAGE)));
    return byStatus.or(() -> mayBeAnywhere ? Optional.of(REFUSED) : Optional.empty());
  }

  private static List<String> faults(Place response, Heard heard) {
    var all = new ArrayList<String>();
    response
        .child("headers")
        .children()
        .forEach(header -> all.addAll(faultsOfHeader(header, heard)));
    if (!heard.method().equals("HEAD")) {
      all.addAll(faultsOfBody(response.child("content"), heard));
    }
    return all;
  }

  private static List<String> faultsOfHeader(Place named, Heard heard) {
    var name = named.pointer().substring(named.pointer().lastIndexOf('/') + 1);
    var header = named.followed();
    var values = heard.headers().allValues(name);
    if (values.isEmpty()) {
      return header.node().path("required").asBoolean()
          ? List.of(name + " is missing, says " + named)
          : List.of();
    }
    return values.stream()
        .flatMap(value -> Document.faults(header.child("schema"), TextNode.valueOf(value)).stream())
        .map(fault -> name + ": " + fault)
        .toList();
  }

  private static List<String> faultsOfBody(Place content, Heard heard) {
    if (content.node().has("*/*")) {
      return List.of();
    }
    if (!content.node().has(heard.type())) {
      return heard.type().isEmpty() && content.node().isMissingNode() && heard.body().isEmpty()
          ? List.of()
          : List.of("a body of type '%s', says %s".formatted(heard.type(), content));
    }
    return heard.type().equals("application/json")
        ? Document.faults(content.child(heard.type()).child("schema"), heard.json())
        : List.of();
  }
}
