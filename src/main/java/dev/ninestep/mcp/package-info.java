/// The built-in MCP server: what Ninestep's own front door guards when nothing else is configured.
///
/// It is a server like any other behind the gateway, on a loopback port of its own. It knows who
/// calls from the signed header the gateway sends, and answers nobody who comes without one.
///
/// ```
/// var server = new McpServer(vertx, identity, apps, FlowTools.of(desk, tail));
/// var upstream = server.listen(0);    // the URL to put behind the gateway
/// ```
///
/// Two eras of the protocol are spoken on one URL, and nothing is kept between requests: from
/// 2026-07-28 on, every request says in its `_meta` which revision it speaks; before that, clients
/// begin with `initialize`. [Era] tells them apart, [Dialogue] answers. Beside JSON-RPC, a GET
/// answers what the server can do and a POST to `tools/call` below it takes a plain call, for
/// people with curl.
///
/// A [Tool] only reads. Add one by handing it to the server: those that tell how flows went,
/// [FlowTools], stand on the package `trace`, which knows nothing of them.
@NullMarked
package dev.ninestep.mcp;

import org.jspecify.annotations.NullMarked;
