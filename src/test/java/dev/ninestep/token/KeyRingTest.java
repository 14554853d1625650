package dev.ninestep.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRingTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final KeyRing ring = KeyRing.generate();

  @TempDir Path directory;

  @Test
  void whatIsWrittenIsReadUnchanged() throws IOException {
    var file = directory.resolve("keys.json");
    var changed = ring.announce(NOON).turn(NOON.plusSeconds(1)).announce(NOON.plusSeconds(2));

    changed.write(file);

    assertThat(KeyRing.read(file)).satisfies(read -> assertSame(read, changed));
    assertThat(KeyRing.parse(Files.readString(file))).satisfies(read -> assertSame(read, changed));
  }

  private static void assertSame(KeyRing one, KeyRing other) {
    assertThat(one.accessTokens()).isEqualTo(other.accessTokens());
    assertThat(one.identity()).isEqualTo(other.identity());
    assertThat(one.sealing()).isEqualTo(other.sealing());
    assertThat(one.addressKey()).isEqualTo(other.addressKey());
    assertThat(one.times()).isEqualTo(other.times());
  }

  @Test
  void aWrittenRingIsItsOwnersAlone() throws IOException {
    var file = directory.resolve("keys.json");

    ring.write(file);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void aRingReplacesTheOneBeforeAndLeavesNothingBeside() throws IOException {
    var file = directory.resolve("keys.json");
    Files.writeString(file, "an older ring");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    ring.write(file);

    assertSame(KeyRing.read(file), ring);
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aRingThatCannotBeWrittenLeavesTheFileAsItWas() throws IOException {
    var file = Files.createDirectory(directory.resolve("keys.json"));
    Files.writeString(file.resolve("something"), "in the way");

    assertThatThrownBy(() -> ring.write(file)).isInstanceOf(IOException.class);

    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "r--------", "rwx------"})
  void aFileOfItsOwnerAloneIsRead(String mode) throws IOException {
    assertSame(KeyRing.read(fileWith(mode)), ring);
  }

  // KY-04, KY-08
  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rw-rw-rw-"})
  void aFileOthersHaveAccessToIsRefused(String mode) throws IOException {
    var file = fileWith(mode);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyRing.read(file))
        .withMessageContaining(file.toString())
        .withMessageContaining(mode);
  }

  @ParameterizedTest
  @CsvSource({
    "r--r-----, 0, 65532, true",
    "r--r-----, 0, 0, false",
    "r--r-----, 65532, 65532, false",
    "r--rw----, 0, 65532, false",
    "r--r--r--, 0, 65532, false",
    "r--------, 65532, 65532, true",
  })
  void aFileOfRootsMayBeReadByTheGroupOfAProcessThatIsNot(
      String mode, int owner, int self, boolean isPrivate) {
    assertThat(SecretFile.isPrivate(PosixFilePermissions.fromString(mode), owner, self))
        .isEqualTo(isPrivate);
  }

  @Test
  void aLinkIsAsOpenAsWhatItLeadsTo() throws IOException {
    var open = fileWith("rw-r--r--");
    var link = Files.createSymbolicLink(directory.resolve("link"), open);

    assertThatIllegalArgumentException().isThrownBy(() -> KeyRing.read(link));
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    var file = directory.resolve("none.json");

    assertThatThrownBy(() -> KeyRing.read(file))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void aMalformedFileIsNamed() throws IOException {
    var file = fileWith("rw-------");
    Files.writeString(file, "{}");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyRing.read(file))
        .withMessage(file + ": access_token_keys is missing");
  }

  @Test
  void aRingPrintsWhichKeysItHas() {
    assertThat(ring.toString())
        .contains(ring.accessTokens().signing().getKeyID())
        .contains(ring.identity().signing().getKeyID())
        .contains(ring.sealing().sealing().kid());
  }

  @Test
  void nothingPrintsAKey() {
    var printed =
        Stream.of(
                ring,
                ring.accessTokens(),
                ring.identity(),
                ring.sealing(),
                ring.sealing().sealing(),
                new SealedValues(ring),
                new AddressHash(ring))
            .map(Object::toString);

    assertThat(printed).noneMatch(text -> Secrets.of(ring).anyMatch(text::contains));
  }

  private Path fileWith(String mode) throws IOException {
    var file = directory.resolve("given.json");
    ring.write(file);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }
}
