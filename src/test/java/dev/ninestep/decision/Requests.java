package dev.ninestep.decision;

import dev.ninestep.event.Caller;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.Refused;
import dev.ninestep.fold.Account;
import dev.ninestep.fold.Client;
import dev.ninestep.fold.Lifetimes;
import dev.ninestep.fold.Purse;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.ClientAuthMethod;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.ClientName;
import dev.ninestep.protocol.CodeVerifier;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.Parameters;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What the tests of all commands are made of.
final class Requests {

  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  static final Instant VOID_AFTER = NOON.plusMillis(2_500);
  static final FlowId FLOW = new FlowId(1, 2);
  static final ClientId CLIENT = new ClientId("mcp_client");
  static final ClientId OTHER_CLIENT = new ClientId("mcp_other");
  static final AccountId ACCOUNT = new AccountId(3, 4);
  static final AttemptId ATTEMPT = new AttemptId(5);
  static final AttemptId OTHER_ATTEMPT = new AttemptId(6);
  static final RedirectUri CALLBACK = new RedirectUri("https://app.example/cb");
  static final ResourceUri RESOURCE = new ResourceUri("https://mcp.example/mcp");
  static final Scope SCOPE = Scope.of("mcp:read", "mcp:write");
  static final CodeVerifier VERIFIER = new CodeVerifier("v".repeat(43));
  static final Caller CALLER = new Caller("hash", "192.0.2.0/24", Optional.empty());
  static final Lifetimes LIVES = new Lifetimes(Duration.ofHours(1), NOON.plusSeconds(86_400));
  static final Account OPEN = new Account.Open();
  static final Account SUSPENDED = new Account.Suspended(NOON, Purse.EMPTY);

  private Requests() {}

  static Client.Registered registered(ClientAuthMethod method, Optional<String> secretHash) {
    var metadata =
        new ClientRegistered(
            CLIENT,
            new ClientName("A client"),
            List.of(CALLBACK),
            method,
            secretHash,
            List.of("authorization_code"),
            SCOPE,
            CALLER);
    return new Client.Registered(metadata, NOON);
  }

  static Optional<Refused> refused(Decision decision) {
    return decision instanceof Decision.Refuse(var refused)
        ? Optional.of(refused)
        : Optional.empty();
  }

  /// The parameters of a request, to be changed before they are sent.
  static final class Form {

    private final Map<String, List<String>> values = new TreeMap<>();

    Form with(String name, String... all) {
      values.put(name, List.of(all));
      return this;
    }

    Form without(String name) {
      values.remove(name);
      return this;
    }

    Parameters sent() {
      return new Parameters(values);
    }
  }
}
