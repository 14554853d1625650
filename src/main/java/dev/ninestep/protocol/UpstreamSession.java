package dev.ninestep.protocol;

/// A session that an MCP server behind a gateway began for a grant, in one of the revisions that
/// have sessions.
///
/// @param flow the grant it was begun with
/// @param upstream names the server that knows it
/// @param isAddress whether the server calls it by an address that messages are sent to, as in
///   2024-11-05; later ones call it by a header's value
/// @param id what the server calls it
/// @spec
///   https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#session-management
///   MCP 2025-11-25 Session Management
public record UpstreamSession(FlowId flow, int upstream, boolean isAddress, String id) {}
