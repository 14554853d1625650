package dev.ninestep.trace;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/// A difference as JSON: `at_byte` with the bytes of both sides in hex, absent where a text has
/// ended; or `only_asked` and `only_known`; or nothing.
final class DifferenceJson {

  private DifferenceJson() {}

  static JsonObject of(Comparison it) {
    var json =
        new JsonObject()
            .put("what", it.what())
            .put("asked", it.asked())
            .put("against", it.against())
            .put("known", it.known())
            .put("same", it.isSame());
    it.excuse().ifPresent(why -> json.put("may_differ", why));
    return json.mergeIn(of(it.difference()));
  }

  static JsonObject of(Difference difference) {
    var json = new JsonObject();
    switch (difference) {
      case Difference.None _ -> {}
      case Difference.AtByte(_, var offset, var asked, var known) -> {
        json.put("at_byte", offset);
        asked.ifPresent(value -> json.put("byte_asked", Difference.hex(value)));
        known.ifPresent(value -> json.put("byte_known", Difference.hex(value)));
      }
      case Difference.OfSets(var onlyAsked, var onlyKnown) ->
          json.put("only_asked", new JsonArray(List.copyOf(onlyAsked)))
              .put("only_known", new JsonArray(List.copyOf(onlyKnown)));
    }
    return json;
  }
}
