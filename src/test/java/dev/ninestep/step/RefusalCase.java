package dev.ninestep.step;

import dev.ninestep.event.Face;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.Step;
import dev.ninestep.refusal.Recipe;
import java.net.http.HttpResponse;
import java.util.function.Function;

/// One way to be refused: a request, and which refusal it meets in which step and on which face.
///
/// @param name what is wrong with the request, with the lines of the security catalogue it covers
/// @param refusal what it is called
/// @param step the step the log is told
/// @param face how the answer travels
/// @param request sends it
record RefusalCase(
    String name,
    Refusal refusal,
    Step step,
    Face face,
    Function<TestServer, HttpResponse<String>> request) {

  /// Sends the request to a new server, and looks at the answer and at what the log was told.
  void verify() {
    recipe().verify();
  }

  Recipe recipe() {
    return new Recipe(
        refusal,
        step,
        face,
        () -> {
          try (var server = new TestServer()) {
            return server.provoked(request.apply(server));
          }
        });
  }

  @Override
  public String toString() {
    return refusal + ": " + name;
  }
}
