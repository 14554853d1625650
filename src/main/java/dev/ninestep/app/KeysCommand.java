package dev.ninestep.app;

import dev.ninestep.token.KeyRing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Key rings.
@Command(name = "keys", mixinStandardHelpOptions = true, description = "Makes key rings.")
final class KeysCommand implements Runnable {

  @SuppressWarnings("NullAway.Init") // set before a command runs
  @Spec
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }

  @Command(
      name = "generate",
      mixinStandardHelpOptions = true,
      description = "Writes a ring of new keys to a file that only its owner may read.")
  void generate(
      @Option(
              names = "--out",
              required = true,
              paramLabel = "FILE",
              description = "Where to; an existing file is kept and refused.")
          Path out)
      throws CannotStart {
    if (Files.exists(out)) {
      throw new CannotStart(
          CannotStart.CANNOT_CREATE,
          out + " exists; a new ring in its place would end every token made with the old one");
    }
    try {
      KeyRing.generate().write(out);
    } catch (IOException e) {
      throw new CannotStart(
          CannotStart.CANNOT_CREATE, out + " cannot be written: " + e.getMessage(), e);
    }
    spec.commandLine().getOut().println("A new key ring is in " + out + ".");
  }
}
