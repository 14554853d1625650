package dev.ninestep.document;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/// Addresses that are not somewhere on the public Internet. Whoever could make this server connect
/// to one of them would see with its eyes.
///
/// @spec https://www.rfc-editor.org/rfc/rfc6890#section-2.2 RFC 6890 §2.2
final class SpecialAddresses {

  private static final List<Block> BLOCKS =
      List.of(
          Block.of("0.0.0.0/8"),
          Block.of("10.0.0.0/8"),
          Block.of("100.64.0.0/10"),
          Block.of("127.0.0.0/8"),
          Block.of("169.254.0.0/16"),
          Block.of("172.16.0.0/12"),
          Block.of("192.0.0.0/24"),
          Block.of("192.0.2.0/24"),
          Block.of("192.31.196.0/24"),
          Block.of("192.52.193.0/24"),
          Block.of("192.88.99.0/24"),
          Block.of("192.168.0.0/16"),
          Block.of("192.175.48.0/24"),
          Block.of("198.18.0.0/15"),
          Block.of("198.51.100.0/24"),
          Block.of("203.0.113.0/24"),
          Block.of("224.0.0.0/4"),
          Block.of("240.0.0.0/4"));

  /// Only global unicast is public, and of that not what documents, tunnels or carries IPv4.
  private static final Block GLOBAL = Block.of("2000::/3");

  private static final List<Block> NOT_GLOBAL =
      List.of(
          Block.of("2001::/23"),
          Block.of("2001:db8::/32"),
          Block.of("2002::/16"),
          Block.of("2620:4f:8000::/48"),
          Block.of("3fff::/20"));

  private SpecialAddresses() {}

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

  /// @param network its first address
  /// @param bits how many bits of it are the network's
  private record Block(InetAddress network, int bits) {

    static Block of(String cidr) {
      var slash = cidr.indexOf('/');
      return new Block(
          InetAddress.ofLiteral(cidr.substring(0, slash)),
          Integer.parseInt(cidr.substring(slash + 1)));
    }

    boolean holds(InetAddress address) {
      var ours = network.getAddress();
      var other = address.getAddress();
      for (var bit = 0; bit < bits; bit++) {
        var mask = 0x80 >> bit % 8;
        if (((ours[bit / 8] ^ other[bit / 8]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }
}
