package dev.ninestep.document;

import io.vertx.core.Future;
import java.net.InetAddress;
import java.util.List;

/// Finds the addresses of a host. Asked once for each fetch.
@FunctionalInterface
interface Resolver {

  /// Finds them.
  ///
  /// @param host a name, or an address as a URL writes it
  /// @return every address it has, in the order to be tried; failed when it has none
  Future<List<InetAddress>> resolve(String host);
}
