package dev.ninestep.projection;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Tells a database that is away from one that refuses what it is asked.
final class Away {

  /// A server that is shut down, has crashed, is starting, or has no connection left.
  private static final Set<String> STATES = Set.of("57P01", "57P02", "57P03", "53300");

  /// The class of states that are about the connection itself.
  private static final String OF_THE_CONNECTION = "08";

  /// What a pool says of which no connection was to be had in time; it has no type of its own.
  private static final String NO_CONNECTION = "Timeout waiting for connection";

  private Away() {}

  static boolean is(Throwable cause) {
    return switch (cause) {
      case PgException e -> isAway(e.getSqlState());
      case ClosedConnectionException _ -> true;
      case SSLException _ -> false;
      case IOException _ -> true;
      case VertxException e when NO_CONNECTION.equals(e.getMessage()) -> true;
      case Throwable e -> e.getCause() != null && is(e.getCause());
    };
  }

  private static boolean isAway(@Nullable String state) {
    return state != null && (STATES.contains(state) || state.startsWith(OF_THE_CONNECTION));
  }
}
