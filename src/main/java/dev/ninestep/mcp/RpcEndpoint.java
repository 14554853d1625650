package dev.ninestep.mcp;

import dev.ninestep.token.UpstreamCaller;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// JSON-RPC over POST.
///
/// @param dialogue answers requests
/// @spec
///   https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#sending-messages
///   MCP Streamable HTTP, Sending Messages
record RpcEndpoint(Dialogue dialogue) {

  private static final int ACCEPTED = 202;
  private static final int OK = 200;
  private static final int LONGEST_BATCH = 50;

  /// One answer on its way: nothing for what is not a request.
  private record Answer(int status, Optional<JsonObject> body) {}

  /// Takes the body of a POST.
  void handle(RoutingContext context, UpstreamCaller caller) {
    var headers = context.request().headers();
    StrictJson.read(context.body())
        .ifPresentOrElse(
            json -> {
              if (json instanceof List<?> batch) {
                batch(context, caller, batch, headers);
              } else {
                answer(caller, Message.of(json), headers).onSuccess(a -> send(context, a));
              }
            },
            () -> send(context, refused(RpcError.NOT_JSON)));
  }

  private Future<Answer> answer(UpstreamCaller caller, Message message, MultiMap headers) {
    return switch (message) {
      case Message.Request request ->
          dialogue
              .answer(caller, request, Era.of(request, headers))
              .map(outcome -> answered(request, outcome));
      case Message.Notification _ -> Future.succeededFuture(new Answer(ACCEPTED, Optional.empty()));
      case Message.Reply _ ->
          Future.succeededFuture(
              Era.isModern(headers)
                  ? refused(RpcError.invalidRequest("A client does not send responses"))
                  : new Answer(ACCEPTED, Optional.empty()));
      case Message.Malformed(var why) ->
          Future.succeededFuture(refused(RpcError.invalidRequest(why)));
    };
  }

  private static Answer answered(Message.Request request, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Result(var members) ->
          new Answer(
              OK,
              Optional.of(
                  new JsonObject()
                      .put("jsonrpc", "2.0")
                      .put("id", request.id())
                      .put("result", members)));
      case Outcome.Failed(var error) ->
          new Answer(error.status(), Optional.of(error.json(Optional.of(request.id()))));
    };
  }

  private static Answer refused(RpcError error) {
    return new Answer(error.status(), Optional.of(error.json(Optional.empty())));
  }

  /// Arrays of messages: one revision had them.
  private void batch(
      RoutingContext context, UpstreamCaller caller, List<?> batch, MultiMap headers) {
    var isAllowed =
        Era.ofHeader(headers) instanceof Era.Legacy(var version) && version.hasBatches();
    if (!isAllowed || batch.isEmpty() || batch.size() > LONGEST_BATCH) {
      send(context, refused(RpcError.invalidRequest("Send one message, not an array")));
      return;
    }
    var answers = batch.stream().map(json -> answer(caller, inBatch(json), headers)).toList();
    Future.all(answers)
        .onSuccess(all -> {
          var bodies = new JsonArray();
          all.<Answer>list().forEach(answer -> answer.body().ifPresent(bodies::add));
          if (bodies.isEmpty()) {
            context.response().setStatusCode(ACCEPTED).end();
          } else {
            context.response().putHeader("Content-Type", "application/json").end(bodies.toBuffer());
          }
        });
  }

  /// A conversation does not begin in the middle of an array.
  private static Message inBatch(Object json) {
    var message = Message.of(json == null ? Map.of() : json);
    return message instanceof Message.Request request && request.method().equals("initialize")
        ? new Message.Malformed("initialize must not be part of an array")
        : message;
  }

  private static void send(RoutingContext context, Answer answer) {
    var response = context.response().setStatusCode(answer.status());
    answer
        .body()
        .ifPresentOrElse(
            body -> response.putHeader("Content-Type", "application/json").end(body.toBuffer()),
            response::end);
  }
}
