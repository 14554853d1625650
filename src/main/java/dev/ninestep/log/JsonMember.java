package dev.ninestep.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One component of a record as a member of a JSON object: `redirectUri` becomes `redirect_uri`,
/// and an [Optional] that is empty is left out.
final class JsonMember {

  private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);

  private final SerializedString name;
  private final byte[] plainName;
  private final MethodHandle getter;
  private final JsonValue<Object> value;
  private final boolean optional;

  JsonMember(RecordComponent component) {
    name = new SerializedString(snakeCase(component.getName()));
    plainName = ('"' + name.getValue() + "\":").getBytes(UTF_8);
    getter = getter(component);
    var type = component.getGenericType();
    optional = component.getType() == Optional.class;
    value = JsonValues.of(optional ? argument(type) : type);
  }

  private static String snakeCase(String camelCase) {
    return camelCase.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  private static MethodHandle getter(RecordComponent component) {
    try {
      return MethodHandles.publicLookup().unreflect(component.getAccessor()).asType(GETTER);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("events are public: " + component, e);
    }
  }

  private static Type argument(Type type) {
    return ((ParameterizedType) type).getActualTypeArguments()[0];
  }

  /// Its name, ready to be compared with the input.
  SerializedString name() {
    return name;
  }

  /// What stands for it when it is not there.
  ///
  /// @return the empty [Optional], or null when it must be there
  @Nullable Object absent() {
    return optional ? Optional.empty() : null;
  }

  /// Writes the member, unless it is empty.
  void write(JsonGenerator out, Object holder) throws IOException {
    var content = get(holder);
    if (optional) {
      var present = (Optional<?>) content;
      if (present.isEmpty()) {
        return;
      }
      content = present.get();
    }
    out.writeFieldName(name);
    value.write(out, content);
  }

  private Object get(Object holder) {
    try {
      return (Object) getter.invokeExact(holder);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("an accessor throws nothing checked", e);
    }
  }

  /// Reads the value the parser stands on. `null` says the same as leaving the member out.
  @Nullable Object read(JsonParser in) throws IOException {
    if (in.currentToken() == JsonToken.VALUE_NULL) {
      return absent();
    }
    return optional ? Optional.of(value.read(in)) : value.read(in);
  }

  /// Its name with quotes and colon.
  byte[] plainName() {
    return plainName;
  }

  /// Reads the value that comes next, if it is plain.
  @Nullable Object read(PlainJson in) throws IOException {
    var content = value.read(in);
    return optional && content != null ? Optional.of(content) : content;
  }
}
