package dev.ninestep.token;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes of a network address what may be remembered: a keyed hash, by which the same caller is
/// known again, and the network it is in. Without the key the hash cannot be turned back by trying
/// all addresses.
///
/// Every spelling of an address hashes alike, and an IPv4 address mapped into IPv6 is that IPv4
/// address. Of an IPv6 address the first 64 bits count: the others a host chooses as it likes.
public final class AddressHash {

  static final int KEY_BYTES = 32;

  private static final int HASH_BYTES = 12;
  private static final int SUBNET_BYTES = 8;

  /// What `::` stands for (RFC 5952 §4.2).
  private static final Pattern LAST_ZEROS = Pattern.compile("(^|:)0(:0)*$");

  private static final String UNKNOWN = "unknown";

  private final ThreadLocal<Mac> macs;

  /// Hashes with the address key of a ring.
  ///
  /// @param ring the ring
  public AddressHash(KeyRing ring) {
    var key = new SecretKeySpec(ring.addressKey(), "HmacSHA256");
    this.macs = ThreadLocal.withInitial(() -> mac(key));
  }

  /// What may be remembered of an address.
  ///
  /// @param hash 16 base64url characters
  /// @param network the address cut to /24 or /48, such as `192.0.2.0/24` or `2001:db8:1::/48`
  public record Address(String hash, String network) {}

  /// Makes what may be remembered.
  ///
  /// @param text an IPv4 or IPv6 address, with or without a zone; never resolved as a name
  /// @return its hash and network; all texts that are not addresses, such as what a proxy puts for
  ///   a caller it hides, are one caller of the network `unknown`
  public Address of(String text) {
    return literal(text)
        .map(address -> new Address(hash(ofHost(address)), network(address)))
        .orElseGet(() -> new Address(hash(UNKNOWN.getBytes(StandardCharsets.US_ASCII)), UNKNOWN));
  }

  private static Optional<InetAddress> literal(String text) {
    var zone = text.indexOf('%');
    try {
      return Optional.of(InetAddress.ofLiteral(zone < 0 ? text : text.substring(0, zone)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static byte[] ofHost(InetAddress address) {
    return address instanceof Inet4Address
        ? address.getAddress()
        : Arrays.copyOf(address.getAddress(), SUBNET_BYTES);
  }

  private String hash(byte[] address) {
    var digest = macs.get().doFinal(address);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOf(digest, HASH_BYTES));
  }

  private static String network(InetAddress address) {
    var bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return "%d.%d.%d.0/24".formatted(bytes[0] & 0xff, bytes[1] & 0xff, bytes[2] & 0xff);
    }
    var groups =
        IntStream.range(0, 3)
            .map(group -> (bytes[2 * group] & 0xff) << 8 | (bytes[2 * group + 1] & 0xff))
            .mapToObj(Integer::toHexString)
            .collect(Collectors.joining(":"));
    return LAST_ZEROS.matcher(groups).replaceFirst("") + "::/48";
  }

  private static Mac mac(SecretKeySpec key) {
    try {
      var mac = Crypto.best().hmacSha256();
      mac.init(key);
      return mac;
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("HMAC takes any key", e);
    }
  }
}
