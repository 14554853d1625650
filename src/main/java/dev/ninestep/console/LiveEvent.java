package dev.ninestep.console;

import dev.ninestep.event.Fact;
import dev.ninestep.event.Logged;
import dev.ninestep.event.Refusal;
import dev.ninestep.log.EventCodec;
import dev.ninestep.projection.Facets;
import dev.ninestep.trace.Sentence;
import io.vertx.core.json.JsonObject;

/// An event as a tail tells it: one JSON object on one line.
final class LiveEvent {

  private static final String TYPES = "dev.ninestep.";

  private LiveEvent() {}

  static JsonObject of(Logged logged) {
    var json =
        new JsonObject()
            .put("at", logged.at().toString())
            .put("position", logged.position().toString());
    switch (logged) {
      case Logged.Known known -> tell(known.fact(), json);
      case Logged.Unreadable broken -> {
        broken.key().ifPresent(key -> json.put("key", key.toString()));
        json.put("event", "unreadable").put("text", "cannot be read: " + broken.why());
      }
    }
    return json;
  }

  private static void tell(Fact fact, JsonObject json) {
    var event = fact.event();
    var facets = Facets.of(fact);
    json.put("step", event.step().number())
        .put("name", event.step().title())
        .put("event", EventCodec.type(event.getClass()).substring(TYPES.length()))
        .put("text", Sentence.of(event))
        .put("request", fact.request().toString())
        .put("pod", fact.source());
    Watch.flowOf(fact).ifPresent(flow -> json.put("flow", flow.toString()));
    if (facets.client() != null) {
      json.put("client_id", facets.client().value());
    }
    if (facets.account() != null) {
      json.put("account", facets.account().toString());
    }
    if (facets.refusal() != null) {
      refused(facets.refusal(), json);
    }
  }

  /// The challenge is how every flow begins, and nothing that went wrong.
  private static void refused(Refusal refusal, JsonObject json) {
    if (refusal != Refusal.TOKEN_MISSING) {
      json.put("refusal", refusal.slug()).put("status", refusal.status());
    }
  }
}
