package dev.ninestep.token;

import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RequestId;
import dev.ninestep.protocol.TillId;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/// Where all that must be unique or unguessable comes from.
public final class Mint {

  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  /// Of which so many are drawn at once: to draw costs more than what is drawn.
  private static final int NAMES = 64;

  private final Supplier<SecureRandom> random;
  private final ThreadLocal<ByteBuffer> names =
      ThreadLocal.withInitial(() -> ByteBuffer.allocate(0));

  /// A mint fed by the operating system's randomness, for any number of threads.
  public Mint() {
    this.random = Crypto.best()::random;
  }

  /// A mint fed by a generator of the caller's: for histories that must repeat.
  ///
  /// @param random the generator
  public Mint(SecureRandom random) {
    this.random = () -> random;
  }

  /// A flow.
  ///
  /// @return 128 random bits
  public FlowId flow() {
    var bits = name();
    return new FlowId(bits.getLong(), bits.getLong());
  }

  /// An HTTP exchange.
  ///
  /// @return 128 random bits
  public RequestId request() {
    var bits = name();
    return new RequestId(bits.getLong(), bits.getLong());
  }

  /// An account.
  ///
  /// @return 128 random bits
  public AccountId account() {
    var bits = bytes(16);
    return new AccountId(bits.getLong(), bits.getLong());
  }

  /// A presentation of a code or refresh token.
  ///
  /// @return 64 random bits, never all zero: zero stands for "none" where attempts are kept
  public AttemptId attempt() {
    var value = bytes(8).getLong();
    return value == 0 ? attempt() : new AttemptId(value);
  }

  /// A till.
  ///
  /// @return 64 random bits
  public TillId till() {
    return new TillId(bytes(8).getLong());
  }

  /// The `client_id` of a registered client. It never looks like a client ID metadata document's
  /// URL, for it has no colon.
  ///
  /// @return 22 base64url characters
  public ClientId client() {
    return new ClientId(text(16));
  }

  /// A `client_secret`.
  ///
  /// @return 256 random bits in 43 base64url characters
  public String clientSecret() {
    return text(32);
  }

  /// The `jti` of an access token.
  ///
  /// @return 128 random bits in 22 base64url characters
  public String tokenId() {
    return text(16);
  }

  /// The id of a session, or the value of the cookie a sign-in page is bound to.
  ///
  /// @return 128 random bits in 22 base64url characters
  public String session() {
    return text(16);
  }

  /// The next 128 bits of something that is told to everybody who asks for it, such as a flow. What
  /// is secret is drawn alone and kept nowhere.
  private ByteBuffer name() {
    var drawn = names.get();
    if (!drawn.hasRemaining()) {
      drawn = bytes(NAMES * 16);
      names.set(drawn);
    }
    return drawn;
  }

  private String text(int count) {
    return BASE64URL.encodeToString(bytes(count).array());
  }

  private ByteBuffer bytes(int count) {
    var bytes = new byte[count];
    random.get().nextBytes(bytes);
    return ByteBuffer.wrap(bytes);
  }
}
