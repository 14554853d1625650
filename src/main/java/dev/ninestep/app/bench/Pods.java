package dev.ninestep.app.bench;

import dev.ninestep.embedded.EmbeddedDatabase;
import dev.ninestep.embedded.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Several pods of one installation.
///
/// @param all the pods; the first one's address is the issuer of all
record Pods(List<PodProcess> all) implements AutoCloseable {

  /// Starts pods that do everything but project.
  static Pods start(
      int count, Path directory, Child upstream, EmbeddedKafka kafka, EmbeddedDatabase database)
      throws IOException, InterruptedException {
    var pods = new Pods(new ArrayList<>());
    var spec = PodSpec.before(upstream);
    try {
      pods.all.add(PodProcess.start(directory, spec, kafka, database));
      while (pods.all.size() < count) {
        pods.all.add(
            PodProcess.beside(
                pods.all.getFirst(), pods.all.size(), directory, spec, kafka, database));
      }
      return pods;
    } catch (IOException | InterruptedException | RuntimeException e) {
      pods.close();
      throw e;
    }
  }

  @Override
  public void close() {
    all.forEach(PodProcess::close);
  }
}
