package dev.ninestep.simulation;

import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.CodeVerifier;
import dev.ninestep.protocol.Scope;
import java.util.List;
import java.util.Optional;

/// A client and the user before it: asks for consent, redeems the code, refreshes, calls, and
/// begins anew when its grant is gone. What has failed for want of an answer it tries again, after
/// a while.
final class VirtualClient {

  /// What 503 says in `Retry-After`.
  private static final int RETRY_AFTER = 1_000;

  private static final List<String> SCOPES = List.of("", "mcp:read", "mcp:read mcp:write");
  private static final int GIVES_UP_AFTER = 6_000;

  private final Simulation world;
  private final String name;
  private final boolean isHasty;
  private Flow flow;
  private int outstanding;
  private boolean mustWait;

  VirtualClient(Simulation world, String name) {
    this.world = world;
    this.name = name;
    isHasty = world.dice().chance(world.plan().haste());
    flow = world.newFlow(name, !isHasty);
    world.agenda().after(world.dice().between(0, 500), this::act);
  }

  private void act() {
    if (world.isOver()) {
      return;
    }
    if (flow.hasEnded()) {
      flow = world.newFlow(name, !isHasty);
    }
    var request = next();
    var isTwoTabs = request instanceof Request.Consent && world.dice().chance(0.2);
    var copies = isHasty || isTwoTabs ? world.dice().between(1, 3) : 1;
    outstanding = copies;
    mustWait = false;
    send(request);
    for (var i = 1; i < copies; i++) {
      var again = isTwoTabs ? decision() : request;
      world.agenda().after(world.dice().between(0, 60), () -> send(again));
    }
  }

  /// A page of its own, and a mind of its own.
  private Request decision() {
    return Cast.consent(world, flow, !world.dice().chance(0.05));
  }

  private Request next() {
    if (flow.refresh().isPresent()) {
      return nextWithTokens();
    }
    return flow.code()
        .<Request>map(code -> new Request.Redeem(flow, code, verifier()))
        .orElseGet(this::decision);
  }

  private Request nextWithTokens() {
    var held = flow.refresh().orElseThrow();
    var roll = world.dice().between(1, 100);
    if (roll <= 4) {
      return new Request.Revoke(flow);
    }
    if (roll <= 25) {
      return new Request.Call(flow, flow.access().orElseThrow());
    }
    var scope = world.dice().chance(0.03) ? "support" : world.dice().oneOf(SCOPES);
    return new Request.Refresh(flow, held, Scope.parse(scope).filter(s -> !s.isEmpty()));
  }

  /// Now and then the verifier of another flow.
  private CodeVerifier verifier() {
    return world.dice().chance(0.03) ? Simulation.WRONG_VERIFIER : flow.verifier();
  }

  private void send(Request request) {
    var isAnswered = new boolean[1];
    world.send(
        name,
        request,
        reply -> {
          if (!isAnswered[0]) {
            isAnswered[0] = true;
            got(request, Optional.of(reply));
          }
        });
    world
        .agenda()
        .after(
            GIVES_UP_AFTER,
            () -> {
              if (!isAnswered[0]) {
                isAnswered[0] = true;
                got(request, Optional.empty());
              }
            });
  }

  private void got(Request request, Optional<Reply> reply) {
    if (reply.isPresent()) {
      take(request, reply.get());
    } else {
      mustWait = true;
    }
    if (--outstanding == 0) {
      if (request instanceof Request.Consent && flow.code().isEmpty() && !mustWait) {
        flow.end();
      }
      world.agenda().after(mustWait ? pause() : thought(), this::act);
    }
  }

  private void take(Request request, Reply reply) {
    switch (reply) {
      case Reply.Code(var code) -> {
        request.flow().got(code);
        world.thief().mayCopy(new Request.Redeem(flow, code, flow.verifier()));
      }
      case Reply.Tokens(var refresh, var access) -> {
        request.flow().got(refresh, access);
        world.thief().mayCopy(new Request.Refresh(flow, refresh, Optional.empty()));
      }
      case Reply.Unavailable _, Reply.Reset _ -> mustWait = true;
      case Reply.Refused(var refusal)
          when refusal.error().filter("invalid_grant"::equals).isPresent() ->
          refused(refusal);
      case Reply.Refused _, Reply.Done _ -> {}
    }
  }

  private void refused(Refusal refusal) {
    if (refusal != Refusal.CODE_VERIFIER_WRONG) {
      flow.end();
    }
  }

  private int pause() {
    return RETRY_AFTER + world.dice().between(0, 500);
  }

  private int thought() {
    var roll = world.dice().between(1, 100);
    if (roll <= 3) {
      return world.dice().between(20_000, 130_000);
    }
    return roll <= 20 ? world.dice().between(1_000, 8_000) : world.dice().between(5, 400);
  }
}
