package dev.ninestep.gateway;

import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.ScopeHierarchy;
import dev.ninestep.token.AccessTokens;
import dev.ninestep.token.Verification;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;

/// The tokens this pod has verified, under their hashes: a token that comes again costs a hash and
/// a look-up. That its signature was right is all that is remembered; whether it still counts is
/// asked anew for every call. Any thread.
final class KnownTokens {

  /// What a look at a bearer token shows.
  sealed interface Look {
    record Known(KnownToken token) implements Look {}

    record Unknown(Refused refused) implements Look {}
  }

  private record Hash(long a, long b, long c, long d) {}

  /// Some hundred megabytes at the worst. What is forgotten is verified again, and its next call
  /// taken for its first.
  private static final int MOST = 100_000;

  private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

  private static final ThreadLocal<MessageDigest> SHA_256 =
      ThreadLocal.withInitial(KnownTokens::sha256);

  private final AccessTokens tokens;
  private final ScopeHierarchy hierarchy;
  private final Generations<Hash, KnownToken> known =
      new Generations<>(MOST, FORGOTTEN_AFTER, System::nanoTime);

  private volatile String keys;

  /// @param tokens verifies
  /// @param hierarchy which scopes imply others; a token is looked at through it once
  KnownTokens(AccessTokens tokens, ScopeHierarchy hierarchy) {
    this.tokens = tokens;
    this.hierarchy = hierarchy;
    this.keys = tokens.jwks();
  }

  /// A key that is gone may have leaked: nothing that was verified with it may be remembered.
  private void forgetWhenKeysChange() {
    var now = tokens.jwks();
    if (!now.equals(keys)) {
      known.clear();
      keys = now;
    }
  }

  /// Looks at a bearer token.
  Look look(String text) {
    forgetWhenKeysChange();
    var hash = hash(text);
    var kept = known.get(hash);
    if (kept != null) {
      return new Look.Known(kept);
    }
    return Credentials.wrongForm(text)
        .<Look>map(Look.Unknown::new)
        .orElseGet(() -> verified(text, hash));
  }

  private Look verified(String text, Hash hash) {
    var verifiedWith = keys;
    return switch (tokens.verify(text)) {
      case Verification.Verified(var token) -> new Look.Known(kept(hash, token, verifiedWith));
      case Verification.Malformed(var why) ->
          new Look.Unknown(Refused.of(Refusal.TOKEN_MALFORMED, why));
      case Verification.NotOurs(var why) ->
          new Look.Unknown(Refused.of(Refusal.TOKEN_SIGNATURE_WRONG, why));
    };
  }

  private KnownToken kept(Hash hash, AccessToken token, String verifiedWith) {
    var kept = known.add(hash, new KnownToken(meant(token)));
    if (!tokens.jwks().equals(verifiedWith)) {
      known.remove(hash);
    }
    return kept;
  }

  /// From here on the token says all it allows, to the admission as to the upstream.
  private AccessToken meant(AccessToken token) {
    return token.allowing(hierarchy.meaning(token.scope()));
  }

  private static Hash hash(String text) {
    var digest = SHA_256.get().digest(text.getBytes(StandardCharsets.US_ASCII));
    var words = ByteBuffer.wrap(digest).asLongBuffer();
    return new Hash(words.get(), words.get(), words.get(), words.get());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
