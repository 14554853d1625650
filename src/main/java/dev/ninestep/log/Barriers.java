package dev.ninestep.log;

import static java.util.Objects.requireNonNull;

import dev.ninestep.event.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Read barriers: has the tail read everything that stood in a partition when a question arose?
///
/// Questions that arise while end offsets are being fetched share the next fetch, so a flood of
/// them costs one request at a time.
final class Barriers {

  private static final Logger LOG = LoggerFactory.getLogger(Barriers.class);

  /// Long after every budget has run out.
  private static final Duration FORGOTTEN_AFTER = Duration.ofSeconds(30);

  private record Question(Set<Integer> partitions, Runnable passed, long asked) {

    boolean isForgotten() {
      return System.nanoTime() - asked > FORGOTTEN_AFTER.toNanos();
    }
  }

  private record Target(Map<Integer, Long> ends, Question question) {

    boolean isReached(ToLongFunction<Integer> position) {
      return ends.entrySet().stream()
          .allMatch(end -> position.applyAsLong(end.getKey()) >= end.getValue());
    }
  }

  private final Admin admin;
  private final ToLongFunction<Integer> position;
  private List<Question> arising = new ArrayList<>();
  private final List<Target> targets = new ArrayList<>();
  private boolean isFetching;

  /// @param position the next offset the tail wants of a partition of the flow topic
  Barriers(Admin admin, ToLongFunction<Integer> position) {
    this.admin = admin;
    this.position = position;
  }

  /// Asks to be told once the tail has passed the present end of some partitions. A broker that
  /// does not answer tells nobody; whoever asks has a deadline.
  synchronized void ask(Set<Integer> partitions, Runnable passed) {
    arising.add(new Question(partitions, passed, System.nanoTime()));
    if (!isFetching) {
      fetch();
    }
  }

  private synchronized void fetch() {
    if (arising.isEmpty()) {
      isFetching = false;
      return;
    }
    isFetching = true;
    var questions = arising;
    arising = new ArrayList<>();
    var partitions = new HashSet<Integer>();
    questions.forEach(question -> partitions.addAll(question.partitions));
    var latest = new HashMap<TopicPartition, OffsetSpec>();
    partitions.forEach(
        p -> latest.put(new TopicPartition(LogSettings.name(Topic.FLOW), p), OffsetSpec.latest()));
    var _ =
        admin
            .listOffsets(latest)
            .all()
            .toCompletionStage()
            .whenComplete((ends, failure) -> {
              if (failure == null) {
                var offsets = new HashMap<Integer, Long>();
                ends.forEach((p, end) -> offsets.put(p.partition(), end.offset()));
                aim(questions, p -> requireNonNull(offsets.get(p)));
              } else {
                LOG.warn("end offsets cannot be fetched: {}", failure.toString());
              }
              fetch();
            });
  }

  private void aim(List<Question> questions, Function<Integer, Long> ends) {
    synchronized (this) {
      // While the tail stands still nobody's barrier is passed, and questions must not pile up.
      targets.removeIf(target -> target.question.isForgotten());
      for (var question : questions) {
        var own = new HashMap<Integer, Long>();
        question.partitions.forEach(p -> own.put(p, ends.apply(p)));
        targets.add(new Target(own, question));
      }
    }
    advanced();
  }

  /// Tells those whose barrier the tail has passed. Called by the tail after each advance.
  void advanced() {
    var reached = new ArrayList<Target>();
    synchronized (this) {
      if (targets.isEmpty()) {
        return;
      }
      targets.removeIf(target -> target.isReached(position) && reached.add(target));
    }
    reached.forEach(target -> target.question.passed.run());
  }
}
