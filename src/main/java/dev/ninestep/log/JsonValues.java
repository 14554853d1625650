package dev.ninestep.log;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ninestep.event.Caller;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.DeliveryFailure;
import dev.ninestep.event.EndOfSessions;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.MeteredSecond;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Repeated;
import dev.ninestep.event.RevokedBy;
import dev.ninestep.event.ViewedThrough;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.ClientAuthMethod;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.ClientName;
import dev.ninestep.protocol.CodeChallenge;
import dev.ninestep.protocol.CreditKey;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.KeyThumbprint;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.Step;
import dev.ninestep.protocol.TillId;
import dev.ninestep.protocol.TokenBinding;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How every type a component of an event may have is written.
///
/// Values of the protocol are written as the protocol writes them: a scope is one string with
/// spaces. Instants are RFC 3339 in UTC with three decimals, durations ISO 8601 (`PT10M`),
/// constants of ours lower-case words with hyphens, and a step its number, as in the `step`
/// attribute.
final class JsonValues {

  private static final Map<Type, JsonValue<?>> BY_TYPE = new HashMap<>();

  static {
    put(String.class, new JsonText<>("a string", text -> text, Optional::of));
    put(int.class, new WholeInt());
    put(Integer.class, new WholeInt());
    put(long.class, new WholeLong());
    put(
        Instant.class,
        new JsonText<>("an instant", Rfc3339::print, Rfc3339::parse, Rfc3339::parse));
    put(Duration.class, text("a duration", Duration::toString, JsonValues::duration));
    put(
        AttemptId.class,
        new JsonText<>(
            "an attempt",
            AttemptId::toString,
            AttemptId::parse,
            (bytes, from, to) -> Hex.id(bytes, from, to, (Hex.OfOne<AttemptId>) AttemptId::new)));
    put(
        AccountId.class,
        new JsonText<>(
            "an account",
            AccountId::toString,
            AccountId::parse,
            (bytes, from, to) -> Hex.id(bytes, from, to, (Hex.OfTwo<AccountId>) AccountId::new)));
    put(
        FlowId.class,
        new JsonText<>(
            "a flow",
            FlowId::toString,
            FlowId::parse,
            (bytes, from, to) -> Hex.id(bytes, from, to, (Hex.OfTwo<FlowId>) FlowId::new)));
    put(Amount.class, new Micros());
    put(CreditKey.class, new JsonText<>("a key", CreditKey::value, CreditKey::parse));
    put(TillId.class, text("a till", TillId::toString, TillId::parse));
    put(ClientId.class, text("a client_id", ClientId::value, ClientId::parse));
    put(ClientName.class, new JsonText<>("a client_name", ClientName::value, ClientName::parse));
    put(
        CodeChallenge.class,
        new JsonText<>("an S256 challenge", CodeChallenge::value, CodeChallenge::parse));
    put(KeyThumbprint.class, text("a thumbprint", KeyThumbprint::value, KeyThumbprint::parse));
    put(RedirectUri.class, text("a redirect_uri", RedirectUri::value, RedirectUri::parse));
    put(ResourceUri.class, text("a resource", ResourceUri::value, ResourceUri::parse));
    put(Scope.class, text("a scope", Scope::toString, Scope::parse));
    put(
        ClientAuthMethod.class,
        words("a method", ClientAuthMethod.values(), ClientAuthMethod::toString));
    put(Step.class, words("a step", Step.values(), Step::number));
    put(Refusal.class, words("a refusal", Refusal.values(), Refusal::slug));
    put(RevokedBy.class, words("a revoker", RevokedBy.values(), JsonValues::word));
    put(EndOfSessions.class, words("an end", EndOfSessions.values(), JsonValues::word));
    put(ViewedThrough.class, words("a door", ViewedThrough.values(), JsonValues::word));
    put(DeliveryFailure.class, words("a failure", DeliveryFailure.values(), JsonValues::word));
    put(TokenBinding.class, words("a binding", TokenBinding.values(), JsonValues::word));
    put(Caller.class, new JsonRecord<>(Caller.class));
    put(Evidence.class, new JsonRecord<>(Evidence.class));
    put(Repeated.class, new JsonRecord<>(Repeated.class));
    put(MeteredSecond.class, new JsonRecord<>(MeteredSecond.class));
    put(ClientRegistered.class, new JsonRecord<>(ClientRegistered.class));
  }

  private JsonValues() {}

  private static <T> void put(Class<T> type, JsonValue<T> value) {
    BY_TYPE.put(type, value);
  }

  /// A text dear to parse of which few are in use at a time.
  private static <T> JsonText<T> text(
      String kind, Function<T, String> print, Function<String, Optional<T>> parse) {
    return new JsonText<>(kind, print, parse, new Memo<>(parse));
  }

  private static <T> JsonText<T> words(String kind, T[] values, Function<T, String> print) {
    var byWord = Arrays.stream(values).collect(Collectors.toMap(print, value -> value));
    return text(kind, print, word -> Optional.ofNullable(byWord.get(word)));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Optional<Duration> duration(String text) {
    try {
      return Optional.of(Duration.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /// How a type is written.
  ///
  /// @param type the type of a component, or what its [Optional] holds
  /// @throws IllegalStateException when no event has had such a component before
  @SuppressWarnings("unchecked")
  static JsonValue<Object> of(Type type) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      var element = of(list.getActualTypeArguments()[0]);
      return (JsonValue<Object>) (JsonValue<?>) new JsonList<>(element);
    }
    var value = BY_TYPE.get(type);
    if (value == null) {
      throw new IllegalStateException("nobody has said how to write " + type.getTypeName());
    }
    return (JsonValue<Object>) value;
  }

  private record WholeInt() implements JsonValue<Integer> {
    @Override
    public void write(JsonGenerator out, Integer value) throws IOException {
      out.writeNumber(value.intValue());
    }

    @Override
    public Integer read(JsonParser in) throws IOException {
      return Math.toIntExact(whole(in));
    }

    @Override
    public @Nullable Integer read(PlainJson in) {
      var number = in.number();
      return number != null && number <= Integer.MAX_VALUE ? number.intValue() : null;
    }
  }

  private record WholeLong() implements JsonValue<Long> {
    @Override
    public void write(JsonGenerator out, Long value) throws IOException {
      out.writeNumber(value.longValue());
    }

    @Override
    public Long read(JsonParser in) throws IOException {
      return whole(in);
    }

    @Override
    public @Nullable Long read(PlainJson in) {
      return in.number();
    }
  }

  private record Micros() implements JsonValue<Amount> {
    @Override
    public void write(JsonGenerator out, Amount value) throws IOException {
      out.writeNumber(value.micros());
    }

    @Override
    public Amount read(JsonParser in) throws IOException {
      return new Amount(whole(in));
    }

    @Override
    public @Nullable Amount read(PlainJson in) {
      var number = in.number();
      return number == null ? null : Amount.of(number).orElse(null);
    }
  }

  private static long whole(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw Malformed.at(in, "is not a whole number");
    }
    return in.getLongValue();
  }
}
