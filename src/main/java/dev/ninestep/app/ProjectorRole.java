package dev.ninestep.app;

import dev.ninestep.log.UnusableLogException;
import dev.ninestep.projection.ProjectorSettings;
import io.micrometer.core.instrument.Metrics;

/// Writes the log into the database, and seals it.
final class ProjectorRole {

  private ProjectorRole() {}

  /// Starts it.
  ///
  /// @return what may be the matter with it; nobody else needs to stop for that
  static Health.Part start(Foundation foundation, String pod, Teardown teardown)
      throws CannotStart {
    try {
      var log = foundation.openLog();
      var seals = log.seals(foundation.keys().log(), foundation.configuration().seals());
      var projector =
          foundation.projection().project(log.reader(), seals, pod, ProjectorSettings.DEFAULTS);
      teardown.add("the projector", projector::close);
      Management.watchProjector(Metrics.globalRegistry, () -> projector.progress().behind());
      return new Health.Part("projector", projector::trouble);
    } catch (UnusableLogException e) {
      throw new CannotStart(CannotStart.UNAVAILABLE, "kafka: " + Causes.words(e), e);
    }
  }
}
