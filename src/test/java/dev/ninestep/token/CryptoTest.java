package dev.ninestep.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.protocol.Issuer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Security;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CryptoTest {

  /// Run in a JVM of its own, where the native library does not load.
  static final class Fallback {

    private Fallback() {}

    public static void main(String[] args) {
      var ring = KeyRing.generate();
      var tokens = new AccessTokens(ring, new Issuer("https://auth.example.com"));
      var sealed = new SealedValues(ring);
      var token = new Samples(1).accessToken();
      var code = new Samples(2).code();
      System.out.print(
          String.join(
              "\n",
              tokens.provider(),
              tokens.verify(tokens.sign(token)).equals(new Verification.Verified(token))
                  ? "verifies"
                  : "does not verify",
              sealed.openCode(sealed.seal(code)).filter(code::equals).isPresent()
                  ? "opens"
                  : "does not open"));
    }
  }

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void withoutTheNativeLibraryTheJdkDoesTheWork() throws IOException, InterruptedException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var child =
        new ProcessBuilder(
                java,
                "-XX:TieredStopAtLevel=1",
                "-Dcom.amazon.corretto.crypto.provider.useExternalLib=true",
                "-cp",
                System.getProperty("java.class.path"),
                Fallback.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();

    var printed = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(printed).isEqualTo("the JDK's providers\nverifies\nopens");
    assertThat(child.waitFor()).isZero();
  }

  @Test
  void noProviderIsInstalledForTheRestOfTheProcess() {
    new AccessTokens(KeyRing.generate(), new Issuer("https://auth.example.com"))
        .sign(new Samples(3).accessToken());

    assertThat(Security.getProvider("AmazonCorrettoCryptoProvider")).isNull();
  }
}
