package dev.ninestep.simulation;

import java.util.Optional;

/// Copies codes, with their verifiers, and refresh tokens; brings them when it likes, and goes on
/// with what it gets for them.
final class Thief {

  private final Simulation world;

  Thief(Simulation world) {
    this.world = world;
  }

  void mayCopy(Request request) {
    if (world.dice().chance(world.plan().theft())) {
      world.excuse(request.flow(), "stolen from");
      bringLater(request);
    }
  }

  private void bringLater(Request request) {
    var wait = world.dice().chance(0.7) ? 2_000 : 20_000;
    world
        .agenda()
        .after(
            world.dice().between(0, wait),
            () -> {
              if (!world.isOver()) {
                world.send("a thief", request, reply -> take(request, reply));
              }
            });
  }

  private void take(Request request, Reply reply) {
    switch (reply) {
      case Reply.Tokens(var refresh, var access) -> {
        bringLater(new Request.Call(request.flow(), access));
        bringLater(new Request.Refresh(request.flow(), refresh, Optional.empty()));
      }
      case Reply.Unavailable _, Reply.Reset _ -> bringLater(request);
      case Reply.Code _, Reply.Done _, Reply.Refused _ -> {}
    }
  }
}
