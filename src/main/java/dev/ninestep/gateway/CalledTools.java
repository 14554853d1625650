package dev.ninestep.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which tools a body calls: those of its `tools/call` messages, one or several, or the one that
/// the plain form names.
///
/// What the gateway reads must be what the upstream reads, or a call could be had for nothing. So
/// whatever two programs may read in two ways is not read at all: a member that comes twice, or
/// spelled otherwise, as some take for the same.
///
/// @spec https://modelcontextprotocol.io/specification/2026-07-28/server/tools#calling-tools MCP
///   Tools
sealed interface CalledTools {

  /// The tools, in the order they are called; none when it calls none. One that is called without a
  /// name is empty.
  record Named(List<String> tools) implements CalledTools {}

  /// It can be read in two ways, or in none.
  record Unreadable(String why) implements CalledTools {}

  /// Reads a body.
  static CalledTools in(Buffer body) {
    try (var in = Reader.STRICT.createParser(body.getBytes())) {
      var reader = new Reader(in);
      return reader.read();
    } catch (IOException e) {
      return new Unreadable("the body is not JSON, or has a member twice");
    }
  }

  /// Reads on, from token to token.
  final class Reader {

    private static final JsonFactory STRICT =
        JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private final JsonParser in;
    private final List<String> tools = new ArrayList<>();
    private @Nullable String fault;

    private Reader(JsonParser in) {
      this.in = in;
    }

    private CalledTools read() throws IOException {
      var first = in.nextToken();
      if (first == JsonToken.START_ARRAY) {
        while (in.nextToken() == JsonToken.START_OBJECT) {
          message();
        }
        require(in.currentToken() == JsonToken.END_ARRAY, "a batch holds objects alone");
      } else if (first == JsonToken.START_OBJECT) {
        message();
      } else {
        require(false, "the body is no object");
      }
      if (fault == null) {
        require(in.nextToken() == null, "something follows the body's JSON");
      }
      return fault == null ? new Named(List.copyOf(tools)) : new Unreadable(fault);
    }

    private void message() throws IOException {
      var method = Optional.<String>empty();
      var named = Optional.<String>empty();
      var plain = Optional.<String>empty();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        switch (member("method", "params", "name")) {
          case "method" -> method = Optional.of(text());
          case "params" -> named = params();
          case "name" -> plain = Optional.of(text());
          default -> in.skipChildren();
        }
      }
      require(method.isEmpty() || plain.isEmpty(), "a message has a method or a name, not both");
      if (method.filter("tools/call"::equals).isPresent()) {
        tools.add(named.orElse(""));
      }
      plain.ifPresent(tools::add);
    }

    private Optional<String> params() throws IOException {
      if (in.currentToken() != JsonToken.START_OBJECT) {
        in.skipChildren();
        return Optional.empty();
      }
      var name = Optional.<String>empty();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        if (member("name").equals("name")) {
          name = Optional.of(text());
        } else {
          in.skipChildren();
        }
      }
      return name;
    }

    /// Moves to the value of a member.
    ///
    /// @return the member, if it is one of those that count, else nothing
    private String member(String... counting) throws IOException {
      var member = in.currentName();
      in.nextToken();
      for (var one : counting) {
        if (one.equalsIgnoreCase(member)) {
          require(one.equals(member), member + " is spelled " + one);
          return one;
        }
      }
      return "";
    }

    /// The text of a value; nothing, if it is none, which no upstream takes for a tool's name.
    private String text() throws IOException {
      if (in.currentToken() == JsonToken.VALUE_STRING) {
        return in.getText();
      }
      in.skipChildren();
      return "";
    }

    private void require(boolean holds, String otherwise) {
      if (!holds && fault == null) {
        fault = otherwise;
      }
    }
  }
}
