package dev.ninestep.gateway;

import java.util.ArrayList;
import java.util.List;

/// The calls that are on their way on one event loop. Each knows its place, so that one that ends
/// makes room for the last one, and nothing is looked for.
final class OpenCalls {

  private final List<Forwarding> all = new ArrayList<>();

  /// Another call.
  void add(Forwarding call) {
    call.isAt(all.size());
    all.add(call);
  }

  /// One of them has ended; to be told once.
  void remove(Forwarding call) {
    var last = all.removeLast();
    if (last != call) {
      last.isAt(call.place());
      all.set(call.place(), last);
    }
  }

  /// All of them as of now, whatever happens to them meanwhile.
  List<Forwarding> now() {
    return List.copyOf(all);
  }
}
