package dev.ninestep.protocol;

import java.net.InetAddress;
import java.util.Optional;

/// A block of network addresses, written as its first address, a slash and how many bits the block
/// has in common; or a single address.
///
/// @param network an address of the block
/// @param bits how many leading bits every address of the block shares with it
/// @spec https://www.rfc-editor.org/rfc/rfc4632#section-3.1 RFC 4632 §3.1
public record AddressBlock(InetAddress network, int bits) {

  /// @throws IllegalArgumentException when the block would have more bits than its address
  public AddressBlock {
    if (bits < 0 || bits > 8 * network.getAddress().length) {
      throw new IllegalArgumentException("a block has no more bits than its address");
    }
  }

  /// Reads a block.
  ///
  /// @param text such as `10.0.0.0/8`, `fd00::/8` or `192.0.2.1`
  /// @return the block, or empty when it is not of the form
  public static Optional<AddressBlock> parse(String text) {
    var slash = text.indexOf('/');
    try {
      var network = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
      var bits =
          slash < 0 ? 8 * network.getAddress().length : Integer.parseInt(text.substring(slash + 1));
      return Optional.of(new AddressBlock(network, bits));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// Whether an address is of this block. An IPv4 address is of no IPv6 block, and the reverse.
  ///
  /// @param address the address
  /// @return true when it is
  public boolean holds(InetAddress address) {
    var ours = network.getAddress();
    var other = address.getAddress();
    if (ours.length != other.length) {
      return false;
    }
    for (var bit = 0; bit < bits; bit++) {
      var mask = 0x80 >> bit % 8;
      if (((ours[bit / 8] ^ other[bit / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
