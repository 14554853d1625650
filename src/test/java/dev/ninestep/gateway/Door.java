package dev.ninestep.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.CallRefused;
import dev.ninestep.event.Event;
import dev.ninestep.event.Key;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RequestId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// A gateway that needs what every token of the [Harness] allows, and those who come to it.
final class Door implements AutoCloseable {

  /// Where whoever is not let in is told to look.
  static final String WHERE =
      "resource_metadata=\"http://localhost:8080/.well-known/oauth-protected-resource/mcp\"";

  private final AtomicInteger calls = new AtomicInteger();
  private final Harness harness =
      new Harness(
          request -> {
            calls.incrementAndGet();
            request.response().end("up");
          },
          TestSettings.needing(Harness.GRANTED));

  Harness harness() {
    return harness;
  }

  /// How many calls came through to what stands behind it.
  int calls() {
    return calls.get();
  }

  @Override
  public void close() {
    harness.close();
  }

  void refused(AccessToken token, Refusal refusal) {
    refused(harness.tokens.sign(token), refusal);
    var fact = harness.facts.facts().getLast();
    assertThat(fact.flow()).isEqualTo(token.flow());
    assertThat(fact.client()).contains(token.client());
    assertThat(only(CallRefused.class).account()).contains(token.account());
  }

  void refused(String token, Refusal refusal) {
    var before = calls.get();
    var answer = call(token);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate"))
        .singleElement()
        .asString()
        .startsWith("Bearer error=\"invalid_token\", error_description=\"")
        .contains("/errors/" + refusal.slug() + "?ref=")
        .contains(WHERE);
    assertThat(answer.header("Cache-Control")).containsExactly("no-store");
    assertThat(answer.body()).contains("\"error\":\"invalid_token\"");
    assertThat(only(CallRefused.class).refusal()).isEqualTo(refusal);
    assertThat(calls).hasValue(before);
  }

  RawHttp.Answer call(String request, AccessToken token) {
    return RawHttp.send(
        harness.port(), request, "Authorization: Bearer " + harness.tokens.sign(token));
  }

  RawHttp.Answer call(String token) {
    return RawHttp.send(harness.port(), "POST /mcp", "Authorization: Bearer " + token);
  }

  <E extends Event> E only(Class<E> kind) {
    assertThat(harness.facts.events(kind)).hasSize(1);
    return harness.facts.events(kind).getFirst();
  }

  void tell(Key key, Event event) {
    harness.facts.tell(
        harness.facts.seal(
            key, new FlowId(0, 0), new RequestId(0, 0), Optional.empty(), Optional.empty(), event));
  }
}
