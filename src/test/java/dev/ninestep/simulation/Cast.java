package dev.ninestep.simulation;

import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.Fact;
import dev.ninestep.event.Key;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.AuthorizationRequest;
import dev.ninestep.protocol.ClientAuthMethod;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.ClientName;
import dev.ninestep.protocol.CodeVerifier;
import dev.ninestep.protocol.ConsentNonce;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.Interaction;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.RequestId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Who takes part, and what they begin with.
final class Cast {

  private static final RedirectUri CALLBACK = new RedirectUri("https://app.example/cb");
  private static final ResourceUri RESOURCE = new ResourceUri("https://mcp.example/mcp");
  private static final Scope SCOPE = Scope.of("mcp:read", "mcp:write");
  private static final CodeVerifier VERIFIER = new CodeVerifier("v".repeat(43));

  private Cast() {}

  static String name(int number) {
    return "client-" + number;
  }

  static AccountId account(String client) {
    return new AccountId(1, client.hashCode());
  }

  /// Registers every client before the first pod starts.
  static void register(Simulation world, int clients) {
    for (var i = 0; i < clients; i++) {
      var client = new ClientId(name(i));
      var event =
          new ClientRegistered(
              client,
              new ClientName(name(i)),
              List.of(CALLBACK),
              ClientAuthMethod.NONE,
              Optional.empty(),
              List.of("authorization_code", "refresh_token"),
              SCOPE,
              VirtualSteps.CALLER);
      world.land(
          new Fact(
              new UUID(0x7000L, i),
              new Key.OfClient(client),
              "the past",
              world.log().now(),
              new FlowId(0, i),
              new RequestId(0, i),
              Optional.of(client),
              Optional.empty(),
              event));
    }
  }

  static Flow flow(String client, FlowId id, boolean isPatient, Instant now) {
    var request =
        new AuthorizationRequest(
            id,
            new ClientId(client),
            CALLBACK,
            Optional.empty(),
            VERIFIER.challenge(),
            SCOPE,
            RESOURCE,
            Interaction.NONE,
            now.plus(Duration.ofMinutes(10)));
    return new Flow(request, account(client), VERIFIER, isPatient);
  }

  /// A page was shown, with all the scopes asked for or with fewer, and a button is pressed.
  static Request.Consent consent(Simulation world, Flow flow, boolean allow) {
    var nonce =
        new ConsentNonce(
            flow.id(),
            flow.account(),
            VirtualSteps.SESSION,
            world.dice().chance(0.3) ? Scope.of("mcp:read") : SCOPE,
            world.log().now().plus(world.plan().nonceLifetime()));
    return new Request.Consent(flow, allow, nonce);
  }
}
