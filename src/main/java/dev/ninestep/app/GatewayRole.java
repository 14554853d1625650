package dev.ninestep.app;

import dev.ninestep.app.configuration.Configuration.Resource;
import dev.ninestep.app.configuration.Upstream;
import dev.ninestep.event.FlowViewed;
import dev.ninestep.event.Key;
import dev.ninestep.event.ViewedThrough;
import dev.ninestep.gateway.BillingTerms;
import dev.ninestep.gateway.Gateway;
import dev.ninestep.gateway.GatewaySettings;
import dev.ninestep.gateway.Till;
import dev.ninestep.mcp.FlowTools;
import dev.ninestep.mcp.McpServer;
import dev.ninestep.mcp.TellBalance;
import dev.ninestep.mcp.Tool;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.token.UpstreamCaller;
import dev.ninestep.trace.FlowTail;
import dev.ninestep.trace.SupportDesk;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Steps 6 to 9: a gateway before each resource, and the built-in MCP server behind those that have
/// no other.
///
/// @param gateways one for each resource
record GatewayRole(List<Gateway> gateways) {

  private static final long SECONDS = 5;
  private static final long FLUSH_MILLIS = 1_000;

  static GatewayRole of(Foundation foundation, Teardown teardown) throws CannotStart {
    var gateways = new ArrayList<Gateway>();
    var till = till(foundation, teardown);
    for (var resource : deepestFirst(foundation.configuration().resources())) {
      var upstreams = upstreams(foundation, resource, teardown);
      var gateway = gateway(foundation, till, settings(foundation, resource, upstreams));
      teardown.add(
          "the gateway of " + resource.resource().uri(),
          () -> gateway.close().await(SECONDS, TimeUnit.SECONDS));
      gateways.add(gateway);
    }
    return new GatewayRole(List.copyOf(gateways));
  }

  /// A resource may stand before a whole host, or below another.
  private static List<Resource> deepestFirst(List<Resource> resources) {
    return resources.stream()
        .sorted(Comparator.comparingInt(GatewayRole::depth).reversed())
        .toList();
  }

  private static int depth(Resource resource) {
    return resource.resource().uri().path().length();
  }

  /// The host that requests to a resource must name: none where its path tells it apart, since not
  /// every proxy passes the name on.
  private static Optional<String> host(Foundation foundation, ResourceUri one) {
    var withItsPath =
        foundation.configuration().resources().stream()
            .filter(resource -> resource.resource().uri().path().equals(one.path()))
            .count();
    return withItsPath == 1 ? Optional.empty() : Optional.of(one.host());
  }

  private static List<URI> upstreams(Foundation foundation, Resource resource, Teardown teardown)
      throws CannotStart {
    return switch (resource.upstream()) {
      case Upstream.At(var urls) -> urls;
      case Upstream.BuiltIn _ -> List.of(builtIn(foundation, teardown));
    };
  }

  private static URI builtIn(Foundation foundation, Teardown teardown) throws CannotStart {
    var server =
        new McpServer(
            foundation.vertx(),
            foundation.keys().identity(),
            foundation.projection().connectedApps(),
            tools(foundation));
    try {
      var url = server.listen(0).await(SECONDS, TimeUnit.SECONDS);
      teardown.add(
          "the built-in MCP server", () -> server.close().await(SECONDS, TimeUnit.SECONDS));
      return url;
    } catch (Exception e) { // a future may fail with anything, checked or not
      throw new CannotStart(
          CannotStart.UNAVAILABLE, "the built-in MCP server: " + Causes.words(e), e);
    }
  }

  private static Tool balance(Foundation foundation) {
    var billing = foundation.configuration().billing();
    return new TellBalance(
        foundation.ledger()::account, billing.currency(), billing.low(), billing.topUp());
  }

  private static List<Tool> tools(Foundation foundation) {
    var tools = new ArrayList<>(flowTools(foundation));
    tools.add(balance(foundation));
    return List.copyOf(tools);
  }

  private static List<Tool> flowTools(Foundation foundation) {
    var flows = foundation.projection().flows();
    return FlowTools.of(
        new SupportDesk(flows, foundation.log()::now),
        new FlowTail(
            flows, length -> foundation.vertx().timer(length.toMillis(), TimeUnit.MILLISECONDS)),
        (by, flow) -> viewed(foundation, by, flow));
  }

  /// Written down under the account of whoever looks, in a flow of its own, as every other view.
  private static void viewed(Foundation foundation, UpstreamCaller by, Optional<FlowId> flow) {
    var mint = foundation.keys().mint();
    foundation
        .log()
        .tell(
            foundation
                .recorder()
                .envelopes()
                .seal(
                    new Key.OfAccount(by.account()),
                    mint.flow(),
                    mint.request(),
                    Optional.of(by.client()),
                    Optional.empty(),
                    new FlowViewed(by.account(), ViewedThrough.TOOL, flow)));
  }

  private static GatewaySettings settings(
      Foundation foundation, Resource resource, List<URI> upstreams) {
    var usual = GatewaySettings.of(resource.resource(), upstreams.getFirst());
    var gateway = foundation.configuration().gateway();
    return new GatewaySettings(
        usual.resource(),
        resource.needed(),
        resource.limits(),
        resource.prices(),
        usual.path(),
        host(foundation, resource.resource().uri()),
        upstreams,
        resource.terms(),
        resource.identityHeaders(),
        gateway.allowedOrigins(),
        usual.isMetered(),
        gateway.stalenessBudget());
  }

  /// Stopped after the gateways, and so written to its last charge.
  private static Till till(Foundation foundation, Teardown teardown) {
    var billing = foundation.configuration().billing();
    var till =
        new Till(
            foundation.recorder(),
            foundation.ledger()::account,
            new BillingTerms(billing.currency(), billing.low(), billing.topUp()),
            foundation.keys().mint().till());
    var ticker = foundation.vertx().setPeriodic(FLUSH_MILLIS, _ -> till.flush());
    teardown.add(
        "the till",
        () -> {
          foundation.vertx().cancelTimer(ticker);
          till.flush();
        });
    return till;
  }

  private static Gateway gateway(Foundation foundation, Till till, GatewaySettings settings) {
    var ledger = foundation.ledger();
    var log = foundation.log();
    return new Gateway(
        foundation.vertx(),
        settings,
        foundation.refusals(),
        foundation.keys().tokens(),
        foundation.keys().identity(),
        till,
        foundation.keys().sealed(),
        flow -> ledger.grant(flow, log.now()),
        ledger::client,
        ledger::account,
        ledger.accountCalls());
  }
}
