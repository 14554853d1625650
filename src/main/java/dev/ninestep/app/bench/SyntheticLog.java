package dev.ninestep.app.bench;

import dev.ninestep.event.AuthorizationRequested;
import dev.ninestep.event.Caller;
import dev.ninestep.event.CodePresented;
import dev.ninestep.event.ConsentGranted;
import dev.ninestep.event.ConsentShown;
import dev.ninestep.event.Event;
import dev.ninestep.event.Key;
import dev.ninestep.event.MetadataServed;
import dev.ninestep.event.RefreshPresented;
import dev.ninestep.event.ResourceChallenged;
import dev.ninestep.event.TokensIssued;
import dev.ninestep.log.StampedEnvelopes;
import dev.ninestep.log.Topics;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.CodeChallenge;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.RequestId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Flows as they are lived, written without living them: discovery, authorization and code once,
/// then ten refreshes. A thousand flows go on side by side, so their facts lie scattered in the
/// log.
final class SyntheticLog {

  private static final int SIDE_BY_SIDE = 1_000;
  private static final int REFRESHES = 10;
  private static final int KNOWN_CLIENTS = 3;
  private static final StampedEnvelopes ENVELOPES =
      new StampedEnvelopes("/pod/bench-7d9f8b6c5-x2x4q", InstantSource.system());
  private static final RedirectUri REDIRECT =
      RedirectUri.parse("https://claude.ai/api/mcp/auth_callback").orElseThrow();
  private static final Scope SCOPE = Scope.parse("mcp:read mcp:write").orElseThrow();
  private static final ResourceUri RESOURCE =
      ResourceUri.parse("https://mcp.example.com/mcp").orElseThrow();
  private static final CodeChallenge CHALLENGE =
      CodeChallenge.parse("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM").orElseThrow();

  private final SplittableRandom chance = new SplittableRandom(17);
  private final Topics topics;

  private record Line(FlowId flow, ClientId client, AccountId account, Caller caller) {}

  private SyntheticLog(Topics topics) {
    this.topics = topics;
  }

  /// Appends facts.
  ///
  /// @param least how many at least
  static void append(String bootstrapServers, Topics topics, long least) {
    var log = new SyntheticLog(topics);
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", "0"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (var written = 0L; written < least; ) {
        var lines = IntStream.range(0, SIDE_BY_SIDE).mapToObj(_ -> log.line()).toList();
        for (var act = 0; act < 8 + 2 * REFRESHES; act++) {
          for (var line : lines) {
            log.send(producer, line, log.event(line, act));
          }
        }
        written += (8L + 2 * REFRESHES) * SIDE_BY_SIDE;
      }
    }
  }

  private Line line() {
    var client = client();
    var account = new AccountId(chance.nextLong(), chance.nextLong());
    var caller =
        new Caller(
            "p9Xq0b5Jm1sYw3" + chance.nextInt(100_000),
            "192.0.2.0/24",
            Optional.of("claude-code/2.1.4 (linux; x64)"));
    return new Line(new FlowId(chance.nextLong(), chance.nextLong()), client, account, caller);
  }

  /// Every other flow is of a client that registered for it alone, the others are of a few clients
  /// everybody uses.
  private ClientId client() {
    return new ClientId(
        chance.nextBoolean()
            ? "https://client-" + chance.nextInt(KNOWN_CLIENTS) + ".example.com/oauth/metadata"
            : "ns-" + new FlowId(chance.nextLong(), chance.nextLong()));
  }

  private Event event(Line line, int act) {
    return switch (act) {
      case 0 -> new ResourceChallenged(RESOURCE, "POST", line.caller);
      case 1 ->
          new MetadataServed(
              MetadataServed.PROTECTED_RESOURCE,
              "/.well-known/oauth-protected-resource/mcp",
              line.caller);
      case 2 ->
          new MetadataServed(
              "authorization-server", "/.well-known/oauth-authorization-server", line.caller);
      case 3 ->
          new AuthorizationRequested(
              line.client,
              REDIRECT,
              SCOPE,
              RESOURCE,
              CHALLENGE,
              Optional.of(CHALLENGE.value()),
              line.caller);
      case 4 ->
          new ConsentShown(line.client, line.account, SCOPE, RESOURCE, Duration.ofMinutes(10));
      case 5 -> granted(line);
      case 6 -> new CodePresented(attempt(), line.client, inTime(), line.caller);
      default ->
          act % 2 == 1
              ? issued(line, (act - 5) / 2)
              : new RefreshPresented(attempt(), line.client, (act - 6) / 2, inTime(), line.caller);
    };
  }

  private ConsentGranted granted(Line line) {
    return new ConsentGranted(
        attempt(),
        line.client,
        line.account,
        REDIRECT,
        SCOPE,
        RESOURCE,
        Instant.now().plus(Duration.ofMinutes(10)),
        Duration.ofMinutes(1),
        Duration.ofDays(30),
        Duration.ofDays(365));
  }

  private TokensIssued issued(Line line, int generation) {
    return new TokensIssued(
        attempt(),
        line.client,
        generation,
        new FlowId(chance.nextLong(), chance.nextLong()).toString(),
        SCOPE,
        Instant.now().plus(Duration.ofHours(1)));
  }

  private AttemptId attempt() {
    return new AttemptId(chance.nextLong());
  }

  private static Instant inTime() {
    return Instant.now().plusSeconds(60);
  }

  private void send(KafkaProducer<byte[], byte[]> producer, Line line, Event event) {
    var fact =
        ENVELOPES.seal(
            new Key.OfFlow(line.flow),
            line.flow,
            new RequestId(chance.nextLong(), chance.nextLong()),
            Optional.of(line.client),
            Optional.empty(),
            event);
    var _ = producer.send(topics.record(fact));
  }
}
