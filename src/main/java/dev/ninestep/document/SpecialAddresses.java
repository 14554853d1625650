package dev.ninestep.document;

import dev.ninestep.protocol.AddressBlock;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/// Addresses that are not somewhere on the public Internet. Whoever could make this server connect
/// to one of them would see with its eyes.
///
/// @spec https://www.rfc-editor.org/rfc/rfc6890#section-2.2 RFC 6890 §2.2
final class SpecialAddresses {

  private static final List<AddressBlock> BLOCKS =
      List.of(
          block("0.0.0.0/8"),
          block("10.0.0.0/8"),
          block("100.64.0.0/10"),
          block("127.0.0.0/8"),
          block("169.254.0.0/16"),
          block("172.16.0.0/12"),
          block("192.0.0.0/24"),
          block("192.0.2.0/24"),
          block("192.31.196.0/24"),
          block("192.52.193.0/24"),
          block("192.88.99.0/24"),
          block("192.168.0.0/16"),
          block("192.175.48.0/24"),
          block("198.18.0.0/15"),
          block("198.51.100.0/24"),
          block("203.0.113.0/24"),
          block("224.0.0.0/4"),
          block("240.0.0.0/4"));

  /// Only global unicast is public, and of that not what documents, tunnels or carries IPv4.
  private static final AddressBlock GLOBAL = block("2000::/3");

  private static final List<AddressBlock> NOT_GLOBAL =
      List.of(
          block("2001::/23"),
          block("2001:db8::/32"),
          block("2002::/16"),
          block("2620:4f:8000::/48"),
          block("3fff::/20"));

  private SpecialAddresses() {}

  private static AddressBlock block(String text) {
    return AddressBlock.parse(text).orElseThrow();
  }

  /// Whether an address may be connected to. An IPv4 address that comes dressed as IPv6 is judged
  /// by Java as what it is; every other dress (NAT64, 6to4, Teredo) is refused.
  static boolean isPublic(InetAddress address) {
    return switch (address) {
      case Inet4Address v4 -> BLOCKS.stream().noneMatch(block -> block.holds(v4));
      case Inet6Address v6 ->
          GLOBAL.holds(v6) && NOT_GLOBAL.stream().noneMatch(block -> block.holds(v6));
      case InetAddress _ -> false;
    };
  }
}
