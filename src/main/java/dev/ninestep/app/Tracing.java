package dev.ninestep.app;

import dev.ninestep.app.configuration.Configuration;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import io.vertx.core.spi.VertxTracerFactory;
import io.vertx.tracing.opentelemetry.OpenTelemetryTracingFactory;
import java.util.List;

/// Spans of what a process serves, calls and asks of its database, joined with those of its callers
/// and upstreams by `traceparent`. What belongs to which flow is decided by nothing of this: a
/// caller's trace is a link and no more.
///
/// @param telemetry what spans are given to
/// @spec https://www.w3.org/TR/trace-context/ W3C Trace Context
record Tracing(OpenTelemetrySdk telemetry) {

  /// Begins to trace.
  ///
  /// @param pod the name of this process
  static Tracing begin(Configuration.Tracing settings, String pod, Teardown teardown) {
    var exporter =
        OtlpHttpSpanExporter.builder().setEndpoint(settings.endpoint().toString()).build();
    var tracing = of(BatchSpanProcessor.builder(exporter).build(), settings.share(), pod);
    teardown.add("tracing", tracing.telemetry::close);
    return tracing;
  }

  /// Tracing that gives its spans to a processor.
  ///
  /// @param share of the traces that are recorded: those a caller says it records are so no more
  ///   often than others, or anybody could have all of them recorded
  static Tracing of(SpanProcessor processor, double share, String pod) {
    var byTrace = Sampler.traceIdRatioBased(share);
    var resource =
        Resource.getDefault()
            .merge(
                Resource.create(
                    Attributes.of(
                        AttributeKey.stringKey("service.name"),
                        "ninestep",
                        AttributeKey.stringKey("service.version"),
                        Version.build(),
                        AttributeKey.stringKey("service.instance.id"),
                        pod)));
    var provider =
        SdkTracerProvider.builder()
            .setResource(resource)
            .setSampler(
                Sampler.parentBasedBuilder(byTrace)
                    .setRemoteParentSampled(new WhateverCallersSay(byTrace))
                    .build())
            .addSpanProcessor(new WithoutQuery())
            .addSpanProcessor(processor)
            .build();
    return new Tracing(
        OpenTelemetrySdk.builder()
            .setTracerProvider(provider)
            .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
            .build());
  }

  /// What Vert.x traces with.
  VertxTracerFactory factory() {
    return new OpenTelemetryTracingFactory(telemetry);
  }

  /// Judges a trace that a caller has begun like one of our own.
  private record WhateverCallersSay(Sampler byTrace) implements Sampler {

    @Override
    public SamplingResult shouldSample(
        Context parent,
        String trace,
        String name,
        SpanKind kind,
        Attributes attributes,
        List<LinkData> links) {
      return byTrace.shouldSample(parent, trace, name, kind, attributes, links);
    }

    @Override
    public String getDescription() {
      return "whatever callers say, " + byTrace.getDescription();
    }
  }

  /// Queries hold what users and clients have sent, sealed requests among it.
  private static final class WithoutQuery implements SpanProcessor {

    private static final AttributeKey<String> QUERY = AttributeKey.stringKey("url.query");
    private static final List<AttributeKey<String>> URLS =
        List.of(AttributeKey.stringKey("url.full"), AttributeKey.stringKey("http.url"));

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
      if (span.getAttribute(QUERY) != null) {
        span.setAttribute(QUERY, "");
      }
      for (var key : URLS) {
        var url = span.getAttribute(key);
        if (url != null && url.indexOf('?') >= 0) {
          span.setAttribute(key, url.substring(0, url.indexOf('?')));
        }
      }
    }

    @Override
    public boolean isStartRequired() {
      return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
      // Only the beginning counts.
    }

    @Override
    public boolean isEndRequired() {
      return false;
    }
  }
}
