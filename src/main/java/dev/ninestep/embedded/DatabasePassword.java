package dev.ninestep.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/// The password of an embedded database: 192 random bits in a file only this user can read.
///
/// Its characters need no quoting in SQL, in a URL or in a shell.
record DatabasePassword(String value, Path file) {

  private static final int BYTES = 24;

  /// The password in `file`, or a new one written there.
  static DatabasePassword in(Path file) throws IOException {
    if (!Files.exists(file)) {
      byte[] random = new byte[BYTES];
      new SecureRandom().nextBytes(random);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }
    return new DatabasePassword(Files.readString(file), file);
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
