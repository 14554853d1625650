/// Steps 6 to 9: admit, meter, proxy.
///
/// A [Gateway] stands before one MCP server. Every request on the MCP URL goes through [CallStep],
/// in this order: the origin it comes from, the bearer token it carries ([Credentials],
/// [KnownTokens]), whether that token may make this call ([Admission]), and then on to the upstream
/// ([Forwarding]), both ways as a stream. No call waits for anything remote but the upstream
/// itself, with one exception: before a token whose grant this pod has not heard of is refused, the
/// log is read up to its end.
///
/// ```
/// var gateway = new Gateway(
///         vertx, settings, refusals, tokens, identity, till, grants, clients, accounts);
/// gateway.mount(router);      // once per event loop
/// gateway.close();            // writes what was counted
/// ```
///
/// Where calls cost something, their bodies are read before they set out ([CalledTools]), and a
/// [Till], one for all gateways of a pod, holds back what they cost and charges it.
///
/// What happened to a call is a fact. The first one of each token is written at once, later ones
/// are counted by [Meter]; each refusal is written at once unless it repeats, then [Floods] counts
/// it. No call is counted twice and none is lost on an orderly stop.
@NullMarked
package dev.ninestep.gateway;

import org.jspecify.annotations.NullMarked;
