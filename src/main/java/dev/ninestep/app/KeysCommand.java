package dev.ninestep.app;

import dev.ninestep.token.KeyRing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Key rings.
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    description = {
      "Makes and changes key rings.",
      "To change keys without a refused request: announce, give the file to every process and wait"
          + " five minutes; turn, give it to every process and wait for the life of a refresh"
          + " token; prune. Each step that comes too early is refused, and says when it will not."
          + " A running process picks the file up within seconds."
    })
final class KeysCommand extends CommandGroup {

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
    spec().commandLine().getOut().println("A new key ring is in " + out + ".");
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Says which keys a ring has and which are in use; never what they are.")
  void show(@Parameters(paramLabel = "FILE") Path file) throws CannotStart {
    say(read(file).toString());
  }

  @Command(
      name = "announce",
      mixinStandardHelpOptions = true,
      description = "Adds one new key of each kind, known and not used yet.")
  void announce(@Parameters(paramLabel = "FILE") Path file) throws CannotStart {
    change(file, ring -> ring.announce(Instant.now()));
  }

  @Command(
      name = "turn",
      mixinStandardHelpOptions = true,
      description = "Puts the newest keys to use; the older ones still verify and open.")
  void turn(
      @Parameters(paramLabel = "FILE") Path file,
      @Option(
              names = "--force",
              description =
                  "At once: what the new keys make may be refused where they are unknown.")
          boolean force)
      throws CannotStart {
    var ring = read(file);
    var now = Instant.now();
    if (!ring.hasNewer()) {
      throw new CannotStart(
          CannotStart.UNUSABLE_CONFIGURATION, file + ": no newer keys; announce some first");
    }
    refuse(file, force ? Optional.empty() : KeyPace.beforeTurn(ring, now));
    change(file, next -> next.turn(now));
  }

  @Command(
      name = "prune",
      mixinStandardHelpOptions = true,
      description = "Takes out the keys older than those in use: what they made is refused.")
  void prune(
      @Parameters(paramLabel = "FILE") Path file,
      @Option(
              names = "--refresh-idle",
              defaultValue = "P30D",
              paramLabel = "DURATION",
              description =
                  "How long a refresh token lives unused, as lifetimes.refresh-idle says, such as"
                      + " P30D. Default: ${DEFAULT-VALUE}.")
          Duration refreshIdle,
      @Option(
              names = "--force",
              description = "At once: whoever holds something that old keys made signs in again.")
          boolean force)
      throws CannotStart {
    refuse(
        file,
        force ? Optional.empty() : KeyPace.beforePrune(read(file), refreshIdle, Instant.now()));
    change(file, KeyRing::prune);
  }

  private static void refuse(Path file, Optional<String> tooEarly) throws CannotStart {
    if (tooEarly.isPresent()) {
      throw new CannotStart(
          CannotStart.TOO_EARLY,
          "%s: %s; to do it all the same: --force".formatted(file, tooEarly.get()));
    }
  }

  @Command(
      name = "remove",
      mixinStandardHelpOptions = true,
      description = "Takes out one key that has leaked: what it made is refused at once.")
  void remove(
      @Parameters(paramLabel = "FILE") Path file,
      @Option(names = "--kid", required = true, paramLabel = "KID", description = "Its id.")
          String kid)
      throws CannotStart {
    change(file, ring -> ring.remove(kid));
  }

  private void change(Path file, UnaryOperator<KeyRing> step) throws CannotStart {
    try {
      var next = step.apply(read(file));
      next.write(file);
      say(next.toString());
    } catch (IllegalArgumentException e) {
      throw new CannotStart(CannotStart.UNUSABLE_CONFIGURATION, file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new CannotStart(
          CannotStart.CANNOT_CREATE, file + " cannot be written: " + Causes.words(e), e);
    }
  }

  private static KeyRing read(Path file) throws CannotStart {
    try {
      return KeyRing.read(file);
    } catch (IllegalArgumentException e) {
      throw new CannotStart(CannotStart.UNUSABLE_CONFIGURATION, Causes.words(e), e);
    } catch (IOException e) {
      throw new CannotStart(
          CannotStart.UNUSABLE_CONFIGURATION, file + " cannot be read: " + Causes.words(e), e);
    }
  }

  private void say(String line) {
    spec().commandLine().getOut().println(line);
  }
}
