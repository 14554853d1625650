package dev.ninestep.token;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.function.Consumer;

/// Writes the claims of a JWT, in the order given.
final class ClaimsWriter {

  private static final JsonFactory JSON = new JsonFactory();

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
  private final JsonGenerator json;

  ClaimsWriter() {
    try {
      json = JSON.createGenerator(bytes);
      json.writeStartObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes every byte", e);
    }
  }

  ClaimsWriter text(String name, String value) {
    try {
      json.writeStringField(name, value);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes every byte", e);
    }
  }

  /// An object, with whatever is written into it.
  ClaimsWriter within(String name, Consumer<ClaimsWriter> members) {
    try {
      json.writeObjectFieldStart(name);
      members.accept(this);
      json.writeEndObject();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes every byte", e);
    }
  }

  /// A NumericDate in whole seconds; what is finer is cut off.
  ClaimsWriter time(String name, Instant value) {
    try {
      json.writeNumberField(name, value.getEpochSecond());
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes every byte", e);
    }
  }

  byte[] bytes() {
    try {
      json.writeEndObject();
      json.close();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes every byte", e);
    }
  }
}
