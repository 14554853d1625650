package dev.ninestep.app;

import dev.ninestep.log.UnusableLogException;
import dev.ninestep.projection.Progress;
import dev.ninestep.projection.Projector;
import dev.ninestep.projection.ProjectorSettings;
import dev.ninestep.trace.Lookout;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes the log into the database, and seals it.
final class ProjectorRole {

  private static final Logger LOG = LoggerFactory.getLogger(ProjectorRole.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(20);

  private ProjectorRole() {}

  /// Starts it.
  ///
  /// @return what may be the matter with it; nobody else needs to stop for that
  static Health.Part start(Foundation foundation, String pod, Teardown teardown)
      throws CannotStart {
    try {
      var log = foundation.openLog();
      var seals = log.seals(foundation.keys().log(), foundation.configuration().seals());
      var settings = ProjectorSettings.of(foundation.configuration().retention());
      var projector = foundation.projection().project(log.projectorReader(), seals, pod, settings);
      teardown.add("the projector", projector::close);
      Management.watchProjector(Metrics.globalRegistry, () -> projector.progress().behind());
      watchFlows(foundation, projector, teardown);
      return new Health.Part("projector", projector::trouble);
    } catch (UnusableLogException e) {
      throw new CannotStart(CannotStart.UNAVAILABLE, "kafka: " + Causes.words(e), e);
    }
  }

  /// Of all pods the one that writes counts, or each finding would be counted by every pod.
  private static void watchFlows(Foundation foundation, Projector projector, Teardown teardown) {
    var lookout = new Lookout(foundation.projection().flows(), Metrics.globalRegistry);
    var timer =
        foundation
            .vertx()
            .setPeriodic(
                BETWEEN_LOOKS.toMillis(),
                _ -> {
                  if (projector.progress().phase() == Progress.Phase.PROJECTING) {
                    var _ =
                        lookout
                            .look()
                            .onFailure(
                                e -> LOG.warn("findings are counted later: {}", e.toString()));
                  } else {
                    lookout.rest();
                  }
                });
    teardown.add("the lookout", () -> foundation.vertx().cancelTimer(timer));
  }
}
