package dev.ninestep.gateway;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What an operator can see of the upstreams of a resource.
///
/// @param registry shows them
/// @param gauges what it shows
record UpstreamMeters(MeterRegistry registry, List<Gauge> gauges) {

  /// Shows the upstreams of a gateway.
  ///
  /// @param settings of the gateway
  /// @param lanes its event loops, which come one by one
  static UpstreamMeters show(MeterRegistry registry, GatewaySettings settings, List<Lane> lanes) {
    var most = (double) settings.terms().connections();
    IntFunction<Stream<Upstream>> known =
        i -> lanes.stream().map(lane -> lane.upstreams().all().get(i));
    var gauges =
        IntStream.range(0, settings.upstreams().size())
            .boxed()
            .flatMap(i ->
                Stream.of(
                        Gauge.builder(
                                "ninestep.upstream.out",
                                () -> known.apply(i).filter(Upstream::isShownOut).count())
                            .description("Event loops that have taken it out of use"),
                        Gauge.builder(
                                "ninestep.upstream.calls",
                                () -> known.apply(i).mapToInt(Upstream::shownCalls).sum())
                            .description("Calls on their way to it, open streams among them"),
                        Gauge.builder(
                                "ninestep.upstream.saturation",
                                () ->
                                    known.apply(i).mapToInt(Upstream::shownCalls).max().orElse(0)
                                        / most)
                            .description("Calls of the busiest event loop to its connections"))
                    .map(gauge ->
                        gauge
                            .tag("resource", settings.resource().uri().value())
                            .tag("upstream", settings.upstreams().get(i).toString())
                            .register(registry)))
            .toList();
    return new UpstreamMeters(registry, gauges);
  }

  /// Shows them no more.
  void close() {
    gauges.forEach(registry::remove);
  }
}
