package dev.ninestep.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Hands tests a running [Program] that they share with other classes of their JVM: one as it
/// comes, and one for each [Profile]. The first who asks starts it, and it is stopped when all
/// tests are over. So a test must not stop it, nor expect to be alone there.
final class SharedProgram implements ParameterResolver {

  private static final Namespace HERE = Namespace.create(SharedProgram.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Program.class;
  }

  @Override
  public Program resolveParameter(ParameterContext parameter, ExtensionContext context) {
    var options =
        parameter
            .findAnnotation(Profile.class)
            .map(profile -> List.of("--profile", profile.value()))
            .orElse(List.of());
    return context
        .getStore(StoreScope.LAUNCHER_SESSION, HERE)
        .computeIfAbsent(options, SharedProgram::started, Started.class)
        .program();
  }

  private static Started started(List<String> options) {
    try {
      var directory = Files.createTempDirectory("ninestep-shared");
      var program = Program.dev(directory.resolve("data"), options.toArray(String[]::new));
      return new Started(program, directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Started(Program program, Path directory) implements AutoCloseable {

    @Override
    public void close() throws IOException {
      program.close();
      try (var files = Files.walk(directory)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
