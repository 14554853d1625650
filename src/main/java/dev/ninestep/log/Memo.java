package dev.ninestep.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A parser that remembers the last values it made, for kinds of text of which few are in use at a
/// time. It never holds more than 1,024 of them, whatever it is given.
///
/// @param <T> the kind of value; must be immutable
final class Memo<T> implements TextParser<T> {

  /// Final fields, so that whoever finds an entry finds all of it.
  private static final class Entry<T> {
    private final byte[] text;
    private final T value;

    private Entry(byte[] text, T value) {
      this.text = text;
      this.value = value;
    }
  }

  private static final int SLOTS = 1_024;

  private final AtomicReferenceArray<Entry<T>> slots = new AtomicReferenceArray<>(SLOTS);
  private final Function<String, Optional<T>> parse;

  /// @param parse the value of a text, empty when the text is none
  Memo(Function<String, Optional<T>> parse) {
    this.parse = parse;
  }

  @Override
  public @Nullable T parse(byte[] bytes, int from, int to) {
    var slot = slot(bytes, from, to);
    var last = slots.getPlain(slot);
    if (last != null && Arrays.equals(last.text, 0, last.text.length, bytes, from, to)) {
      return last.value;
    }
    var value = parse.apply(new String(bytes, from, to - from, UTF_8)).orElse(null);
    if (value != null) {
      slots.setRelease(slot, new Entry<>(Arrays.copyOfRange(bytes, from, to), value));
    }
    return value;
  }

  private static int slot(byte[] bytes, int from, int to) {
    var hash = to - from;
    for (var i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    return (hash ^ hash >>> 16) & (SLOTS - 1);
  }
}
