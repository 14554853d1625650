package dev.ninestep.token;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A member of the key ring's JSON with the path to it, so that what is wrong can be named without
/// showing what is there.
///
/// @param path such as `sealing_keys[0].key`; empty for the root
/// @param node what is there
record Member(String path, JsonNode node) {

  /// @throws IllegalArgumentException when this is not an object with just these members
  Member has(String... names) {
    if (!node.isObject()) {
      throw wrong("must be an object");
    }
    for (var name : node.properties()) {
      if (!Set.of(names).contains(name.getKey())) {
        throw wrong("has a member \"" + printable(name.getKey()) + "\" that means nothing here");
      }
    }
    return this;
  }

  Member get(String name) {
    var below = path.isEmpty() ? name : path + "." + name;
    var value = node.get(name);
    if (value == null) {
      throw new IllegalArgumentException(below + " is missing");
    }
    return new Member(below, value);
  }

  /// A member that may be absent.
  Optional<Member> find(String name) {
    return node.has(name) ? Optional.of(get(name)) : Optional.empty();
  }

  Instant time() {
    try {
      return Instant.parse(text());
    } catch (DateTimeParseException _) {
      throw wrong("must be a time such as 2026-11-21T14:03:00Z");
    }
  }

  List<Member> items() {
    if (!node.isArray()) {
      throw wrong("must be an array");
    }
    var items = new ArrayList<Member>();
    for (var item : node) {
      items.add(new Member(path + "[" + items.size() + "]", item));
    }
    return items;
  }

  String text() {
    if (!node.isTextual()) {
      throw wrong("must be a string");
    }
    return node.textValue();
  }

  void is(String expected) {
    if (!text().equals(expected)) {
      throw wrong("must be \"" + expected + "\"");
    }
  }

  /// 32 bytes in base64url without padding.
  byte[] bytes32() {
    var text = text();
    try {
      var bytes = Base64.getUrlDecoder().decode(text);
      if (bytes.length == 32 && text.length() == 43) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // The decoder's message shows a character of the key: it ends here.
    }
    throw wrong("must be 32 bytes as 43 base64url characters");
  }

  IllegalArgumentException wrong(String why) {
    return new IllegalArgumentException((path.isEmpty() ? "the key ring" : path) + " " + why);
  }

  /// A name may be a key that slipped into the wrong place: only short plain words are shown.
  private static String printable(String name) {
    return name.matches("[a-z_]{1,20}") ? name : "…";
  }
}
