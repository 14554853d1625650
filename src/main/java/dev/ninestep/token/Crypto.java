package dev.ninestep.token;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.amazon.corretto.crypto.provider.SelfTestStatus;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;

/// Where the arithmetic is done: by the Corretto provider (native, some seven times as fast at
/// ES256) when it loads and passes its self-test, else by the JDK. Providers are named at each use
/// and never installed, so nothing else in the process changes its behaviour.
///
/// Ciphers and generators are kept per thread, so that event loops never wait for one another.
final class Crypto {

  /// Loaded on first use: a key ring is read without it.
  private static final class Best {

    static final Crypto HERE = new Crypto(corretto());
  }

  private final Optional<Provider> provider;
  private final ThreadLocal<Cipher> ciphers = ThreadLocal.withInitial(this::newCipher);
  private final ThreadLocal<SecureRandom> randoms = ThreadLocal.withInitial(this::newRandom);

  private Crypto(Optional<Provider> provider) {
    this.provider = provider;
  }

  /// The fastest that works on this machine.
  static Crypto best() {
    return Best.HERE;
  }

  /// The JDK's own.
  static Crypto ofTheJdk() {
    return new Crypto(Optional.empty());
  }

  private static Optional<Provider> corretto() {
    try {
      var corretto = AmazonCorrettoCryptoProvider.INSTANCE;
      var works =
          corretto.getLoadingError() == null && corretto.runSelfTests() == SelfTestStatus.PASSED;
      return works ? Optional.of(corretto) : Optional.empty();
    } catch (LinkageError e) {
      // A machine the native library was not built for, or a read-only /tmp.
      return Optional.empty();
    }
  }

  /// Who does the work, for the log: name and version.
  String name() {
    return provider.map(p -> p.getName() + " " + p.getVersionStr()).orElse("the JDK's providers");
  }

  Optional<Provider> provider() {
    return provider;
  }

  /// This thread's AES-GCM cipher, to be initialised by whoever asks.
  Cipher aesGcm() {
    return ciphers.get();
  }

  /// This thread's generator, seeded by the operating system.
  SecureRandom random() {
    return randoms.get();
  }

  Mac hmacSha256() {
    try {
      return provider.isPresent()
          ? Mac.getInstance("HmacSHA256", provider.get())
          : Mac.getInstance("HmacSHA256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(name() + " has no HmacSHA256", e);
    }
  }

  private Cipher newCipher() {
    try {
      return provider.isPresent()
          ? Cipher.getInstance("AES/GCM/NoPadding", provider.get())
          : Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(name() + " has no AES/GCM/NoPadding", e);
    }
  }

  private SecureRandom newRandom() {
    try {
      return provider.isPresent()
          ? SecureRandom.getInstance("LibCryptoRng", provider.get())
          : new SecureRandom();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(name() + " has no LibCryptoRng", e);
    }
  }
}
