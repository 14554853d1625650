package dev.ninestep.trace;

import dev.ninestep.event.CallRefused;
import dev.ninestep.event.Event;
import dev.ninestep.event.Face;
import dev.ninestep.event.Fact;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.ResourceChallenged;
import dev.ninestep.event.StepRefused;
import dev.ninestep.log.EventCodec;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.refusal.Provoked;
import dev.ninestep.refusal.Recipe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Somebody who was refused: what the server wrote down and what their client was shown.
///
/// @param recipe how it came about
/// @param facts all that the server wrote
/// @param shown the answer, as a user would paste it
/// @param client the client they use, if the server ever learnt it
record Sufferer(Recipe recipe, List<Fact> facts, String shown, Optional<ClientId> client) {

  /// Lets somebody suffer, over HTTP.
  static Sufferer of(Recipe recipe) {
    var provoked = recipe.provocation().get();
    return new Sufferer(recipe, provoked.facts(), shown(recipe.face(), provoked), client(provoked));
  }

  private static String shown(Face face, Provoked provoked) {
    var headers = provoked.response().headers();
    return switch (face) {
      case REDIRECT -> headers.firstValue("Location").orElseThrow();
      case BEARER ->
          headers.firstValue("WWW-Authenticate").orElse("") + "\n" + provoked.response().body();
      case JSON -> provoked.response().body();
      case PAGE -> "Reference " + headers.firstValue("X-Correlation-ID").orElseThrow();
    };
  }

  private static Optional<ClientId> client(Provoked provoked) {
    return Stream.concat(
            Stream.of(provoked.facts().getLast()), provoked.facts().reversed().stream())
        .flatMap(fact -> named(fact).stream())
        .findFirst();
  }

  private static Optional<ClientId> named(Fact fact) {
    return fact.client()
        .or(() ->
            switch (fact.event()) {
              case StepRefused e -> e.client();
              case CallRefused e -> e.client();
              case Event _ -> Optional.empty();
            });
  }

  /// Why a fact refuses, if it does.
  static Optional<Refusal> refusal(Fact fact) {
    return switch (fact.event()) {
      case StepRefused e -> Optional.of(e.refusal());
      case CallRefused e -> Optional.of(e.refusal());
      case Event _ -> Optional.empty();
    };
  }

  /// The flow to be found.
  FlowId flow() {
    return facts.getLast().flow();
  }

  /// Whether the record of the refusal names the client.
  boolean isNamed() {
    return named(facts.getLast()).isPresent();
  }

  /// Whether what begins every flow was all that happened.
  boolean isChallenged() {
    return facts.getLast().event() instanceof ResourceChallenged;
  }

  /// The same at another time, with another client from another address.
  List<Fact> moved(Instant to, ClientId as, String address) {
    var by = Duration.between(facts.getLast().time(), to);
    return facts.stream().map(fact -> moved(fact, by, as, address)).toList();
  }

  private Fact moved(Fact fact, Duration by, ClientId as, String address) {
    var written = new String(EventCodec.json(fact.event()), StandardCharsets.UTF_8);
    var theirs = client.isEmpty() ? written : written.replace(quoted(client.get()), quoted(as));
    var event =
        EventCodec.read(
                EventCodec.type(fact.event().getClass()),
                theirs
                    .replaceAll("\"address\":\"[^\"]*\"", "\"address\":\"" + address + "\"")
                    .getBytes(StandardCharsets.UTF_8))
            .orElseThrow();
    return new Fact(
        fact.id(),
        fact.key(),
        fact.source(),
        fact.time().plus(by),
        fact.flow(),
        fact.request(),
        fact.client().map(own -> client.filter(own::equals).isPresent() ? as : own),
        fact.traceparent(),
        event);
  }

  private static String quoted(ClientId id) {
    return "\"" + id + "\"";
  }
}
