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
import java.util.Set;

/// A file that holds secrets, on a POSIX file system.
final class KeyRingFile {

  private static final Set<PosixFilePermission> OWNERS =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private static final Set<PosixFilePermission> OWNER_READS_AND_WRITES =
      PosixFilePermissions.fromString("rw-------");

  private KeyRingFile() {}

  static String read(Path file) throws IOException {
    var mode = Files.getPosixFilePermissions(file);
    if (!OWNERS.containsAll(mode)) {
      throw new IllegalArgumentException(
          "%s holds secret keys and others than its owner have access (%s): chmod 600"
              .formatted(file, PosixFilePermissions.toString(mode)));
    }
    return Files.readString(file);
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
