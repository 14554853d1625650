package dev.ninestep.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// A directory that this process alone may use, until [#close()].
///
/// Holding one is the proof that a server found running on the directory has no living owner, which
/// is why the embedded servers ask for it and not for a path. The operating system gives the lock
/// back when the process ends, however it ends.
public final class DataDirectory implements AutoCloseable {

  private final Path path;
  private final FileChannel lock;

  private DataDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /// Claims `path`, creating it readable by this user only if it is absent.
  ///
  /// @throws FileSystemException naming the directory and its holder, when somebody else has it
  /// @throws IOException when the directory cannot be made or written
  public static DataDirectory claim(Path path) throws IOException {
    Path directory = createPrivate(path.toAbsolutePath().normalize());
    FileChannel lock = FileChannel.open(directory.resolve("lock"), CREATE, WRITE);
    try {
      if (lock.tryLock() == null) {
        throw inUse(directory);
      }
      byte[] holder = Long.toString(ProcessHandle.current().pid()).getBytes(UTF_8);
      lock.truncate(0).write(ByteBuffer.wrap(holder), 0);
      return new DataDirectory(directory, lock);
    } catch (OverlappingFileLockException _) {
      lock.close();
      throw inUse(directory);
    } catch (IOException e) {
      lock.close();
      throw e;
    }
  }

  /// The directory, absolute.
  public Path path() {
    return path;
  }

  /// The subdirectory `name`, created readable by this user only if it is absent.
  Path subdirectory(String name) throws IOException {
    return createPrivate(path.resolve(name));
  }

  /// Lets others claim the directory. Close what runs in it first.
  @Override
  public void close() throws IOException {
    lock.close();
  }

  /// PostgreSQL insists on 0700, and the directory holds a password.
  static Path createPrivate(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return directory;
    }
    return Files.createDirectories(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  private static FileSystemException inUse(Path directory) throws IOException {
    String holder = Files.readString(directory.resolve("lock"));
    return new FileSystemException(
        directory.toString(),
        null,
        "already in use by process %s; stop it or choose another data directory".formatted(holder));
  }
}
