package dev.ninestep.app;

import dev.ninestep.projection.ProjectorSettings;

/// Writes the log into the database.
final class ProjectorRole {

  private ProjectorRole() {}

  static void start(Foundation foundation, String pod, Teardown teardown) {
    var projector =
        foundation
            .projection()
            .project(foundation.openLog().reader(), pod, ProjectorSettings.DEFAULTS);
    teardown.add("the projector", projector::close);
  }
}
