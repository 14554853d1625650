package dev.ninestep.operator;

import static java.util.function.Predicate.not;

import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.protocol.Parameters;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/// What an operator wants, as a form of their page says it.
sealed interface Order {

  /// It is clear.
  ///
  /// @param act what is to be done
  /// @param which to what; its reason is what they typed, if they did
  record Clear(Act act, RevocationRequest.WellFormed which) implements Order {}

  /// It is not.
  ///
  /// @param refused which field is at fault
  record Unclear(Refused refused) implements Order {}

  /// Reads a form. What the act does not need is let fall: it belongs to another form of the page.
  ///
  /// @param sent the form
  /// @return what it says
  static Order read(Parameters sent) {
    var repeated = sent.repeated();
    if (repeated.isPresent()) {
      return new Unclear(Refused.of(Refusal.REVOCATION_NOT_FIT, repeated.get() + ": came twice"));
    }
    return sent.get("act")
        .flatMap(Act::named)
        .map(act -> read(act, sent))
        .orElseGet(() -> new Unclear(Refused.of(Refusal.REVOCATION_NOT_FIT, "act: which one")));
  }

  private static Order read(Act act, Parameters sent) {
    var json = new JsonObject();
    act.fields().forEach(field -> typed(sent, field).ifPresent(text -> json.put(field, text)));
    typed(sent, "reason").ifPresent(text -> json.put("reason", text));
    return switch (RevocationRequest.parse(json.toBuffer())) {
      case RevocationRequest.Malformed(var refused) -> new Unclear(refused);
      case RevocationRequest.WellFormed which -> new Clear(act, which);
    };
  }

  private static Optional<String> typed(Parameters sent, String field) {
    return sent.get(field).map(String::strip).filter(not(String::isEmpty));
  }
}
