package dev.ninestep.token;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// A file that holds secrets, on a POSIX file system.
public final class SecretFile {

  private static final Set<PosixFilePermission> OWNERS =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private static final int ROOT = 0;

  private static final Set<PosixFilePermission> OWNER_READS_AND_WRITES =
      PosixFilePermissions.fromString("rw-------");

  private SecretFile() {}

  /// Reads a file, unless others may.
  ///
  /// @param file what holds a secret
  /// @return its text
  /// @throws IOException when it cannot be read
  /// @throws IllegalArgumentException when others than the owner have access; the message names the
  ///   file and its mode
  public static String read(Path file) throws IOException {
    othersIn(file)
        .ifPresent(why -> {
          throw new IllegalArgumentException(why);
        });
    return Files.readString(file);
  }

  /// Whether others than the owner have access to a file.
  ///
  /// @param file what holds a secret
  /// @return what is to be said of it, with its name and mode; empty when they have none
  /// @throws IOException when it is not there
  public static Optional<String> othersIn(Path file) throws IOException {
    var mode = Files.getPosixFilePermissions(file);
    return isPrivate(mode, ownerOf(file), ownerOf(Path.of("/proc/self")))
        ? Optional.empty()
        : Optional.of(
            "%s holds a secret and others than its owner have access (%s): chmod 600"
                .formatted(file, PosixFilePermissions.toString(mode)));
  }

  /// Whether nobody has access but this process and whoever may read everything anyway. A file of
  /// root's that a group may read is how an orchestrator hands a secret to a process that is not
  /// root: the group is that process's own (PostgreSQL has the same rule for its keys).
  ///
  /// @param owner the user id of the file
  /// @param self the user id of this process
  static boolean isPrivate(Set<PosixFilePermission> mode, int owner, int self) {
    var others = EnumSet.copyOf(mode);
    others.removeAll(OWNERS);
    if (owner == ROOT && self != ROOT) {
      others.remove(PosixFilePermission.GROUP_READ);
    }
    return others.isEmpty();
  }

  private static int ownerOf(Path file) throws IOException {
    return (int) Files.getAttribute(file, "unix:uid");
  }

  /// Writes beside the file, to the disk, then moves into place: whatever happens, the file is the
  /// old ring or the new one, and never readable by others in between.
  static void write(Path file, String text) throws IOException {
    var directory = file.toAbsolutePath().getParent();
    var beside = Files.createTempFile(directory, ".keys", ".new");
    try {
      Files.setPosixFilePermissions(beside, OWNER_READS_AND_WRITES);
      try (var channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
        var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(beside);
    }
  }
}
