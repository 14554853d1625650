package dev.ninestep.simulation;

import java.util.function.Consumer;

/// One request's connection to a pod: at most one reply leaves, and it takes its time.
final class Connection {

  private final Simulation world;
  private final VirtualPod pod;
  private final Request request;
  private final Consumer<Reply> client;

  Connection(Simulation world, VirtualPod pod, Request request, Consumer<Reply> client) {
    this.world = world;
    this.pod = pod;
    this.request = request;
    this.client = client;
  }

  Request request() {
    return request;
  }

  void reply(Reply reply) {
    pod.closed(this);
    send(reply);
  }

  /// The reply is written, and never arrives.
  void lose() {
    pod.closed(this);
    world.excuse(request.flow(), "an answer was lost behind the pod's back");
  }

  /// The pod is dead. What it had landed nobody will report as undelivered.
  void breakOff() {
    world.excuse(request.flow(), "a pod died before it answered");
    send(new Reply.Reset());
  }

  private void send(Reply reply) {
    world.history().replied(request, reply);
    world.agenda().after(world.dice().between(1, 20), () -> client.accept(reply));
  }
}
