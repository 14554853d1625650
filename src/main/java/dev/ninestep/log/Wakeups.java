package dev.ninestep.log;

import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Answers on their way to the event loops that wait for them: one wake-up for each loop and batch,
/// not one for each answer. Used by the tail's thread alone.
final class Wakeups {

  private Map<Context, List<Runnable>> batch = new HashMap<>();

  void add(Context context, Runnable answer) {
    batch.computeIfAbsent(context, _ -> new ArrayList<>()).add(answer);
  }

  void send() {
    if (!batch.isEmpty()) {
      var due = batch;
      batch = new HashMap<>();
      due.forEach((context, answers) -> context.runOnContext(_ -> answers.forEach(Runnable::run)));
    }
  }
}
