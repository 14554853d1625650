package dev.ninestep.operator;

import dev.ninestep.protocol.Role;
import dev.ninestep.protocol.Session;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Those are let in who have the role and signed in a short while ago: who sits there now may be
/// somebody else, and what operators do cannot be undone. A token opens nothing here.
///
/// @param sessions knows who is signed in at the browser a request comes from
/// @param now the log's time
/// @param age how long ago they may have signed in
public record RecentOperators(
    Function<RoutingContext, Optional<Session>> sessions, Supplier<Instant> now, Duration age)
    implements Gate {

  @Override
  public Verdict operator(RoutingContext context) {
    return sessions.apply(context).map(this::judged).orElseGet(Verdict.Unknown::new);
  }

  private Verdict judged(Session session) {
    if (!session.role().includes(Role.OPERATOR)) {
      return new Verdict.Refused();
    }
    return now.get().isBefore(session.signedInAt().plus(age))
        ? new Verdict.Welcome(session)
        : new Verdict.Unknown();
  }
}
