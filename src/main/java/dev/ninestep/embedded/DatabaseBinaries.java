package dev.ninestep.embedded;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/// Where PostgreSQL's programs are unpacked, once for all data directories of this user.
///
/// The library's default is a fixed path under /tmp that it makes writable for everybody, so
/// another user could put programs there for us to run. Ours stands behind a directory only we can
/// enter. It is not in the data directory, because the library remembers its first place for the
/// whole JVM.
final class DatabaseBinaries {

  private DatabaseBinaries() {}

  /// The directory to unpack into.
  ///
  /// @throws FileSystemException when its private parent belongs to or is open to somebody else
  static Path directory() throws IOException {
    Path parent =
        Path.of(
            System.getProperty("java.io.tmpdir"), "ninestep-" + System.getProperty("user.name"));
    DataDirectory.createPrivate(parent);
    PosixFileAttributes found =
        Files.readAttributes(parent, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    boolean isOurs = found.owner().equals(Files.getOwner(ownedByUs()));
    if (!isOurs || !PosixFilePermissions.toString(found.permissions()).equals("rwx------")) {
      throw new FileSystemException(
          parent.toString(), null, "must belong to this user alone (mode 0700); remove it");
    }
    return parent.resolve("postgres");
  }

  private static Path ownedByUs() throws IOException {
    Path probe = Files.createTempFile("ninestep", null);
    probe.toFile().deleteOnExit();
    return probe;
  }
}
