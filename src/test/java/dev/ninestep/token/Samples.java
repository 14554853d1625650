package dev.ninestep.token;

import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.AuthorizationCode;
import dev.ninestep.protocol.AuthorizationRequest;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.CodeChallenge;
import dev.ninestep.protocol.CodeVerifier;
import dev.ninestep.protocol.ConsentNonce;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.Interaction;
import dev.ninestep.protocol.KeyThumbprint;
import dev.ninestep.protocol.Parameters;
import dev.ninestep.protocol.PushedRequest;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.RefreshToken;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Role;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.Session;
import dev.ninestep.protocol.SignInNonce;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Values of every kind, drawn by a seed.
final class Samples {

  private static final List<String> RESOURCES =
      List.of("https://mcp.example.com/mcp", "http://localhost:8080/mcp", "https://a.example/ü");

  private static final List<String> REDIRECTS =
      List.of(
          "https://claude.ai/api/mcp/auth_callback",
          "http://127.0.0.1:33418/callback?x=%20",
          "cursor://anysphere.cursor-mcp/oauth/callback");

  private final SplittableRandom random;

  Samples(long seed) {
    this.random = new SplittableRandom(seed);
  }

  AuthorizationCode code() {
    return new AuthorizationCode(
        flow(),
        client(),
        account(),
        redirectUri(),
        challenge(),
        scope(),
        resource(),
        millis(),
        key());
  }

  RefreshToken refreshToken() {
    var generation = random.nextInt(0, Integer.MAX_VALUE) >>> random.nextInt(0, 31);
    return new RefreshToken(
        flow(), client(), account(), scope(), resource(), generation, millis(), key());
  }

  AuthorizationRequest request() {
    return new AuthorizationRequest(
        flow(),
        client(),
        redirectUri(),
        random.nextBoolean()
            ? Optional.of(text(1 + random.nextInt(4_096)) + "é€😀")
            : Optional.empty(),
        challenge(),
        scope(),
        resource(),
        interaction(),
        millis(),
        key());
  }

  private Optional<KeyThumbprint> key() {
    return random.nextBoolean()
        ? Optional.of(new KeyThumbprint(challenge().value()))
        : Optional.empty();
  }

  PushedRequest pushedRequest() {
    var parameters =
        new Parameters(
            Map.of(
                "state", List.of(text(1 + random.nextInt(4_096))), "resource", List.of("a", "b")));
    return new PushedRequest(flow(), client(), parameters, millis());
  }

  private Interaction interaction() {
    return new Interaction(
        random.nextBoolean(),
        random.nextBoolean(),
        random.nextBoolean() ? Optional.of(millis()) : Optional.empty(),
        random.nextBoolean() ? Optional.of(text(1 + random.nextInt(200))) : Optional.empty());
  }

  ConsentNonce consentNonce() {
    return new ConsentNonce(flow(), account(), text(22), scope(), millis());
  }

  Session session() {
    var role = random.nextBoolean() ? Role.USER : Role.SUPPORT;
    return new Session(text(22), account(), role, millis(), millis());
  }

  SignInNonce signInNonce() {
    return new SignInNonce(
        text(22), random.nextBoolean() ? Optional.of(flow()) : Optional.empty(), millis());
  }

  AccessToken accessToken() {
    var issuedAt = Instant.ofEpochSecond(random.nextLong(0, 4_000_000_000L));
    return new AccessToken(
        flow(),
        client(),
        account(),
        scope(),
        resource(),
        text(22),
        issuedAt,
        issuedAt.plusSeconds(3_600),
        key());
  }

  UpstreamCaller upstreamCaller() {
    return new UpstreamCaller(account(), client(), scope(), flow());
  }

  FlowId flow() {
    return new FlowId(random.nextLong(), random.nextLong());
  }

  AccountId account() {
    return new AccountId(random.nextLong(), random.nextLong());
  }

  private ClientId client() {
    return switch (random.nextInt(3)) {
      case 0 -> new ClientId("https://client.example/oauth/" + text(8) + ".json");
      case 1 -> new ClientId("\"\\{}," + text(1 + random.nextInt(500)));
      default -> new ClientId(text(22));
    };
  }

  private Scope scope() {
    var tokens = IntStream.range(0, random.nextInt(5)).mapToObj(i -> "mcp:" + i + text(3));
    return Scope.of(tokens.collect(Collectors.toSet()));
  }

  private ResourceUri resource() {
    return new ResourceUri(RESOURCES.get(random.nextInt(RESOURCES.size())));
  }

  private RedirectUri redirectUri() {
    return new RedirectUri(REDIRECTS.get(random.nextInt(REDIRECTS.size())));
  }

  private CodeChallenge challenge() {
    return new CodeVerifier(text(43)).challenge();
  }

  private Instant millis() {
    return Instant.ofEpochMilli(random.nextLong(-1, 4_000_000_000_000L));
  }

  private String text(int length) {
    var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    return random
        .ints(length, 0, alphabet.length())
        .mapToObj(i -> String.valueOf(alphabet.charAt(i)))
        .collect(Collectors.joining());
  }
}
