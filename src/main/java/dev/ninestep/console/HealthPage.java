package dev.ninestep.console;

import dev.ninestep.console.Console.Shown;
import dev.ninestep.projection.Overview;
import dev.ninestep.projection.Overviews;
import dev.ninestep.trace.Entrance;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/// Shows how connecting goes.
///
/// @param overviews counts
/// @param entrance answers when counting took too long
/// @param now the log's time
/// @param page shows the page
record HealthPage(Overviews overviews, Entrance entrance, Supplier<Instant> now, Shown page)
    implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    overviews
        .before(now.get())
        .onSuccess(overview -> show(context, overview))
        .onFailure(cause -> entrance.unanswered(context, cause));
  }

  private void show(RoutingContext context, Overview overview) {
    var minutes = Math.max(1, Duration.between(overview.from(), overview.until()).toMinutes());
    page.show(
        context,
        200,
        "health.jte",
        Map.of(
            "overview",
            overview,
            "chart",
            Chart.of(overview),
            "perMinute",
            String.format(Locale.ROOT, "%.1f", (double) overview.all().began() / minutes)));
  }
}
