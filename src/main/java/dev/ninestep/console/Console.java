package dev.ninestep.console;

import dev.ninestep.exchange.Pages;
import dev.ninestep.projection.FlowIndex;
import dev.ninestep.projection.FlowViews;
import dev.ninestep.projection.Overviews;
import dev.ninestep.trace.Entrance;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/// The pages of the support team: `GET /support` finds flows, `GET /support/flows/{correlation_id}`
/// shows one, `GET /support/tail` shows what goes by, which `GET /support/api/tail` sends, and `GET
/// /support/health` shows how connecting goes.
public final class Console {

  private final Entrance entrance;
  private final String signOut;
  private final SearchPage search;
  private final FlowPage flow;
  private final TailPage tail;
  private final TailFeed feed;
  private final HealthPage health;

  /// A console.
  ///
  /// @param index where flows are found
  /// @param views who looked at them
  /// @param overviews how connecting goes
  /// @param tails those of this pod
  /// @param entrance lets the support team in
  /// @param now the log's time
  /// @param signOut where they sign out
  public Console(
      FlowIndex index,
      FlowViews views,
      Overviews overviews,
      Tails tails,
      Entrance entrance,
      Supplier<Instant> now,
      String signOut) {
    this.entrance = entrance;
    this.signOut = signOut;
    this.search = new SearchPage(index, entrance, now, this::show);
    this.flow = new FlowPage(index, views, entrance, now, this::show);
    this.tail = new TailPage(this::show);
    this.feed = new TailFeed(tails, entrance);
    this.health = new HealthPage(overviews, entrance, now, this::show);
  }

  /// Mounts the routes.
  ///
  /// @param router where
  public void mount(Router router) {
    router.get("/support").handler(entrance::forPeople).handler(search);
    router.get("/support/flows/:flow").handler(entrance::forPeople).handler(flow);
    router.get("/support/tail").handler(entrance::forPeople).handler(tail);
    router.get("/support/health").handler(entrance::forPeople).handler(health);
    router.get("/support/api/tail").handler(entrance::forPrograms).handler(feed);
  }

  /// Shows a page of the console.
  @FunctionalInterface
  interface Shown {

    /// Shows it.
    ///
    /// @param context the request
    /// @param status the HTTP status
    /// @param template the template's name
    /// @param parameters what it shows
    void show(RoutingContext context, int status, String template, Map<String, Object> parameters);
  }

  private void show(
      RoutingContext context, int status, String template, Map<String, Object> parameters) {
    var all = new HashMap<>(parameters);
    all.put("signOut", signOut);
    all.put("operates", Entrance.isOperator(context));
    pages().show(context, status, template, all);
  }

  private Pages pages() {
    return entrance.refusals().pages();
  }
}
