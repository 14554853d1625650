package dev.ninestep.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataDirectoryTest {

  @TempDir private Path path;

  @Test
  void whoComesSecondIsToldWhichDirectoryAndWhoHasIt() throws Exception {
    try (var first = DataDirectory.claim(path)) {
      assertThatThrownBy(() -> DataDirectory.claim(path))
          .isInstanceOf(FileSystemException.class)
          .hasMessageContaining(first.path().toString())
          .hasMessageContaining("process " + ProcessHandle.current().pid());
    }
  }

  @Test
  void aDirectoryGivenBackMayBeClaimedAgain() throws Exception {
    DataDirectory.claim(path).close();
    try (var again = DataDirectory.claim(path)) {
      assertThat(again.path()).isEqualTo(path.toAbsolutePath());
    }
  }
}
