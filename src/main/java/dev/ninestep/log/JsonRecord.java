package dev.ninestep.log;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A record written as a JSON object, one member for each component, in their order.
///
/// Derived from the components once, so that a new event needs no code here, and read as a stream:
/// a starting pod reads every record there is. A member that is not known is passed over, for a
/// newer writer may have more to say.
///
/// @param <R> the record
final class JsonRecord<R> implements JsonValue<R> {

  private static final MethodType MAKER = MethodType.methodType(Object.class, Object[].class);

  private final Class<R> type;
  private final JsonMember[] members;
  private final @Nullable Object[] absent;
  private final Map<String, Integer> places = new HashMap<>();
  private final MethodHandle maker;

  JsonRecord(Class<R> type) {
    this.type = type;
    var components = type.getRecordComponents();
    members = Arrays.stream(components).map(JsonMember::new).toArray(JsonMember[]::new);
    absent = Arrays.stream(members).map(JsonMember::absent).toArray();
    for (var i = 0; i < members.length; i++) {
      places.put(members[i].name().getValue(), i);
    }
    maker = maker(type, components);
  }

  private static MethodHandle maker(Class<?> type, RecordComponent[] components) {
    var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return MethodHandles.publicLookup()
          .findConstructor(type, MethodType.methodType(void.class, types))
          .asSpreader(Object[].class, types.length)
          .asType(MAKER);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("events are public: " + type, e);
    }
  }

  @Override
  public void write(JsonGenerator out, R holder) throws IOException {
    out.writeStartObject();
    for (var member : members) {
      member.write(out, holder);
    }
    out.writeEndObject();
  }

  @Override
  public R read(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw Malformed.at(in, "is not an object");
    }
    var values = absent.clone();
    for (var place = nextMember(in, 0); place != END; place = nextMember(in, place + 1)) {
      in.nextToken();
      if (place == UNKNOWN) {
        in.skipChildren();
      } else {
        values[place] = members[place].read(in);
      }
    }
    for (var i = 0; i < values.length; i++) {
      if (values[i] == null) {
        throw Malformed.at(in, "lacks " + members[i].name());
      }
    }
    return make(values);
  }

  private static final int UNKNOWN = -1;
  private static final int END = -2;

  /// Moves to the next name. Writers keep the order of the components, so the one expected is
  /// nearly always the one that comes, and comparing bytes is all there is to do.
  private int nextMember(JsonParser in, int expected) throws IOException {
    if (expected < members.length && in.nextFieldName(members[expected].name())) {
      return expected;
    }
    if (expected >= members.length) {
      in.nextToken();
    }
    return in.currentToken() == JsonToken.FIELD_NAME
        ? places.getOrDefault(in.currentName(), UNKNOWN)
        : END;
  }

  @Override
  public @Nullable R read(PlainJson in) throws IOException {
    var values = absent.clone();
    var separator = '{';
    for (var i = 0; i < members.length; i++) {
      if (in.takes(separator, members[i].plainName())) {
        values[i] = members[i].read(in);
        separator = ',';
      }
      if (values[i] == null) {
        return null;
      }
    }
    var isClosed = (separator == ',' || in.takes('{')) && in.takes('}');
    return isClosed ? make(values) : null;
  }

  private R make(@Nullable Object[] values) throws IOException {
    try {
      return type.cast((Object) maker.invokeExact(values));
    } catch (IllegalArgumentException e) {
      throw new Malformed("data is not " + type.getSimpleName() + ": " + e.getMessage());
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a constructor throws nothing checked", e);
    }
  }
}
