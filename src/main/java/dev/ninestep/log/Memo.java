package dev.ninestep.log;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/// A parser that remembers the last values it made, for kinds of text of which few are in use at a
/// time. It never holds more than 1,024 of them, whatever it is given.
///
/// @param <T> the kind of value; must be immutable
final class Memo<T> implements Function<String, Optional<T>> {

  private record Entry<T>(String text, Optional<T> value) {}

  private static final int SLOTS = 1_024;

  private final AtomicReferenceArray<Entry<T>> slots = new AtomicReferenceArray<>(SLOTS);
  private final Function<String, Optional<T>> parse;

  Memo(Function<String, Optional<T>> parse) {
    this.parse = parse;
  }

  @Override
  public Optional<T> apply(String text) {
    var hash = text.hashCode();
    var slot = (hash ^ hash >>> 16) & (SLOTS - 1);
    var last = slots.getPlain(slot);
    if (last != null && last.text.equals(text)) {
      return last.value;
    }
    var value = parse.apply(text);
    slots.setRelease(slot, new Entry<>(text, value));
    return value;
  }
}
