package dev.ninestep.exchange;

import dev.ninestep.protocol.Parameters;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads `application/x-www-form-urlencoded` without mercy: a half escape, bytes that are not
/// UTF-8, or more parameters than any request has, and the whole of it counts as malformed. What
/// one reader would guess at, another would guess otherwise.
final class FormDecoder {

  private static final int MOST_PARAMETERS = 64;

  private final String text;
  private final Map<String, List<String>> values = new HashMap<>();

  private FormDecoder(String text) {
    this.text = text;
  }

  /// Reads a query or a form.
  ///
  /// @param text one character for each byte
  /// @return every name with all its values, or empty when it is malformed
  static Optional<Parameters> decode(String text) {
    var decoder = new FormDecoder(text);
    try {
      decoder.pairs();
      return Optional.of(new Parameters(decoder.values));
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private void pairs() throws CharacterCodingException {
    var from = 0;
    for (var pairs = 0; from < text.length(); pairs++) {
      if (pairs == MOST_PARAMETERS) {
        throw new CharacterCodingException();
      }
      var ampersand = text.indexOf('&', from);
      var end = ampersand < 0 ? text.length() : ampersand;
      if (end > from) {
        pair(from, end);
      }
      from = end + 1;
    }
  }

  private void pair(int from, int end) throws CharacterCodingException {
    var equals = text.indexOf('=', from);
    var endOfName = equals < 0 || equals > end ? end : equals;
    var value = endOfName == end ? "" : decoded(endOfName + 1, end);
    values.computeIfAbsent(decoded(from, endOfName), _ -> new ArrayList<>(1)).add(value);
  }

  private String decoded(int from, int end) throws CharacterCodingException {
    for (var i = from; i < end; i++) {
      var c = text.charAt(i);
      if (c == '%' || c == '+' || c > 0x7e) {
        return unescaped(from, end);
      }
    }
    return text.substring(from, end);
  }

  private String unescaped(int from, int end) throws CharacterCodingException {
    var bytes = ByteBuffer.allocate(end - from);
    for (var i = from; i < end; i++) {
      switch (text.charAt(i)) {
        case '+' -> bytes.put((byte) ' ');
        case '%' -> {
          if (i + 2 >= end) {
            throw new CharacterCodingException();
          }
          bytes.put((byte) (hex(text.charAt(i + 1)) << 4 | hex(text.charAt(i + 2))));
          i += 2;
        }
        default -> bytes.put(octet(text.charAt(i)));
      }
    }
    return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
  }

  private static byte octet(char c) throws CharacterCodingException {
    if (c > 0xff) {
      throw new CharacterCodingException();
    }
    return (byte) c;
  }

  private static int hex(char c) throws CharacterCodingException {
    var digit = c < 0x80 ? Character.digit(c, 16) : -1;
    if (digit < 0) {
      throw new CharacterCodingException();
    }
    return digit;
  }
}
