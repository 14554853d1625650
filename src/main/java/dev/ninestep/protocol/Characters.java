package dev.ninestep.protocol;

/// Which characters a text is made of. Loops and not streams: a starting pod reads ids by the
/// million, and streams took half of that time.
final class Characters {

  private Characters() {}

  /// Whether all characters are visible ASCII: no space, no control.
  ///
  /// @param text the text
  /// @return true when they are; so true for the empty text
  static boolean areVisible(String text) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c <= 0x20 || c >= 0x7f) {
        return false;
      }
    }
    return true;
  }

  /// Whether all characters are lower-case hex digits.
  ///
  /// @param text the text
  /// @return true when they are; so true for the empty text
  static boolean areLowerHex(String text) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) {
        return false;
      }
    }
    return true;
  }
}
