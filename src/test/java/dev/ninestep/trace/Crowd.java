package dev.ninestep.trace;

import dev.ninestep.event.AuthorizationRequested;
import dev.ninestep.event.CallAdmitted;
import dev.ninestep.event.CallRefused;
import dev.ninestep.event.Caller;
import dev.ninestep.event.CodePresented;
import dev.ninestep.event.ConsentGranted;
import dev.ninestep.event.ConsentShown;
import dev.ninestep.event.Event;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.Fact;
import dev.ninestep.event.Key;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.StepRefused;
import dev.ninestep.event.TokensIssued;
import dev.ninestep.event.UserSignedIn;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.CodeChallenge;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.RequestId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/// Other people's flows: most of them connect, some are refused somewhere.
public final class Crowd {

  private static final ResourceUri RESOURCE = new ResourceUri("https://mcp.example/mcp");
  private static final RedirectUri CALLBACK = new RedirectUri("https://claude.ai/api/callback");
  private static final Scope SCOPE = Scope.of("mcp");

  private final SplittableRandom random;

  /// @param seed what makes one like another
  public Crowd(long seed) {
    random = new SplittableRandom(seed);
  }

  /// What happens in a flow until it is refused, or to its first call.
  ///
  /// @param client the client
  /// @param began when it begins
  /// @param fails when and why it is refused, if it is
  /// @return its facts, the oldest first
  public List<Fact> flow(ClientId client, Instant began, Optional<Failure> fails) {
    var flow = new FlowId(random.nextLong(), random.nextLong());
    var caller = new Caller("address-" + random.nextLong(), "192.0.2.0/24", Optional.empty());
    var account = new AccountId(7, random.nextInt(100_000));
    var attempt = new AttemptId(random.nextLong());
    var facts = new ArrayList<Fact>();
    var at = began;
    for (var event : succeeding(client, account, attempt, caller, began)) {
      if (fails.isPresent() && event.step().compareTo(fails.get().refusal().step()) >= 0) {
        break;
      }
      if (fails.isPresent() && at.isAfter(fails.get().at())) {
        break;
      }
      facts.add(fact(flow, Optional.of(client), at, event));
      at = at.plusMillis(500 + random.nextInt(4_000));
    }
    fails.ifPresent(failure -> {
      var named = failure.isNamed() ? Optional.of(client) : Optional.<ClientId>empty();
      facts.add(fact(flow, named, failure.at(), refused(failure.refusal(), named, caller)));
    });
    return facts;
  }

  /// How a flow ends early.
  ///
  /// @param refusal why
  /// @param at when
  /// @param isNamed whether the server knows by then which client it is
  public record Failure(Refusal refusal, Instant at, boolean isNamed) {}

  private static List<Event> succeeding(
      ClientId client, AccountId account, AttemptId attempt, Caller caller, Instant began) {
    return List.of(
        new AuthorizationRequested(
            client,
            CALLBACK,
            SCOPE,
            RESOURCE,
            new CodeChallenge("c".repeat(43)),
            Optional.empty(),
            caller),
        new UserSignedIn(account, "pwd", caller),
        new ConsentShown(client, account, SCOPE, RESOURCE, Duration.ofMinutes(10)),
        new ConsentGranted(
            attempt,
            client,
            account,
            CALLBACK,
            SCOPE,
            RESOURCE,
            began.plusSeconds(600),
            Duration.ofSeconds(60),
            Duration.ofDays(30),
            Duration.ofDays(365)),
        new CodePresented(attempt, client, began.plusSeconds(60), caller),
        new TokensIssued(attempt, client, 1, "jti", SCOPE, began.plusSeconds(3_600)),
        new CallAdmitted(client, account, RESOURCE, "jti", "POST", Optional.empty(), caller));
  }

  private static Event refused(Refusal refusal, Optional<ClientId> client, Caller caller) {
    return refusal.step() == Step.CALL
        ? new CallRefused(
            refusal, client, Optional.empty(), RESOURCE, "POST", 1, Evidence.NONE, caller)
        : new StepRefused(refusal.step(), refusal, client, Evidence.NONE, caller);
  }

  private Fact fact(FlowId flow, Optional<ClientId> client, Instant at, Event event) {
    return new Fact(
        new UUID(random.nextLong(), random.nextLong()),
        new Key.OfFlow(flow),
        "/pod/" + random.nextInt(3),
        at,
        flow,
        new RequestId(random.nextLong(), random.nextLong()),
        client,
        Optional.empty(),
        event);
  }
}
