package dev.ninestep;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.ninestep.account.Password;
import dev.ninestep.decision.Hashes;
import dev.ninestep.projection.PasswordHash;
import dev.ninestep.protocol.CodeVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// No answer takes longer the more of a secret is right. (TK-30)
///
/// Codes, refresh tokens, nonces and sessions are sealed: opening one compares a tag, inside the
/// cipher, and no text. What is left to compare are hashes of secrets, challenges of verifiers,
/// tags of passwords, cookies of browsers and signatures of seals, and that is done by
/// [java.security.MessageDigest#isEqual] alone.
@NullMarked
class ConstantTimeTest {

  private static final Path SOURCES = Path.of("src/main/java");

  /// Types that hold a secret, whose own `equals` stops at the first difference.
  private static final Set<String> SECRETS =
      Set.of(CodeVerifier.class.getName(), Password.class.getName(), PasswordHash.class.getName());

  /// A name that promises a secret, its hash or what proves it, next to a comparison that stops at
  /// the first difference.
  private static final Pattern LEAKS =
      Pattern.compile(
          "(?i)(secret|verifier|password|hash|nonce|hmac|browser|cookie)\\w*(\\(\\))?\\s*"
              + "(\\.value\\(\\))?\\.(equals|compareTo|contentEquals)\\("
              + "|\\.(equals|compareTo|contentEquals)\\(\\s*[\\w.]*"
              + "(secret|verifier|password|hash|nonce|hmac|browser|cookie)");

  @Test
  void secretsAreComparedInConstantTimeOrNotAtAll() {
    noClasses()
        .should()
        .callMethodWhere(
            describe(
                "compares a secret up to the first difference",
                (JavaMethodCall call) -> isOfASecret(call.getTarget())))
        .check(ours());
  }

  /// The log holds no secrets: it is read byte by byte, and the trace shows where two of its texts
  /// differ.
  @Test
  void bytesAreComparedInConstantTimeButOfTheLog() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.ninestep.log..", "dev.ninestep.trace..")
        .should()
        .callMethodWhere(
            describe(
                "compares bytes up to the first difference",
                (JavaMethodCall call) -> isOfBytes(call.getTarget())))
        .check(ours());
  }

  private static JavaClasses ours() {
    return new ClassFileImporter()
        .withImportOption(location -> !location.contains("/test-classes/"))
        .importPackages("dev.ninestep");
  }

  private static boolean isOfASecret(MethodCallTarget target) {
    return SECRETS.contains(target.getOwner().getName()) && target.getName().equals("equals");
  }

  private static boolean isOfBytes(MethodCallTarget target) {
    return target.getOwner().getName().equals(Arrays.class.getName())
        && List.of("equals", "compare", "mismatch").contains(target.getName())
        && target.getRawParameterTypes().stream()
            .anyMatch(type -> type.getName().equals(byte[].class.getName()));
  }

  @Test
  void noSourceComparesWhatItCallsASecretWithEquals() throws IOException {
    try (var files = Files.walk(SOURCES)) {
      assertThat(files.filter(file -> file.toString().endsWith(".java")).flatMap(this::leaks))
          .isEmpty();
    }
  }

  private Stream<String> leaks(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> LEAKS.matcher(line).find())
          .map(line -> file + ": " + line.strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return secret.equals(sent);",
        "sent.equals(registered.secretHash())",
        "nonce.value().equals(text)",
        "nonce.map(SignInNonce::browser).equals(browser)",
        "if (password().equals(typed)) {"
      })
  void theRuleFindsWhatItIsFor(String line) {
    assertThat(LEAKS.matcher(line).find()).isTrue();
  }

  @Test
  void aHashIsRecognisedWholeAndNotByItsBeginning() {
    var hash = Hashes.sha256("secret");
    assertThat(Hashes.matches("secret", hash)).isTrue();
    assertThat(Hashes.matches("secret", hash.substring(0, 42))).isFalse();
    assertThat(Hashes.matches("secret ", hash)).isFalse();
  }
}
