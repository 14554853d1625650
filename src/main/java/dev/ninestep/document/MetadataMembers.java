package dev.ninestep.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The members of a client's metadata, as it registers them or as its document has them, each of
/// the type it should have. A member that is null counts as absent. The first that has another type
/// is remembered.
public final class MetadataMembers {

  private final JsonNode json;
  private Optional<String> fault = Optional.empty();

  /// @param json one object
  public MetadataMembers(JsonNode json) {
    this.json = json;
  }

  /// A member that is a string.
  ///
  /// @param member its name
  /// @return the string, or empty when it is absent
  public Optional<String> text(String member) {
    var value = json.path(member);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      blame(member + " is not a string");
    }
    return Optional.of(value.asText());
  }

  /// A member that is an array of strings.
  ///
  /// @param member its name
  /// @return the strings, none when it is absent
  public List<String> texts(String member) {
    var values = json.path(member);
    if (values.isMissingNode() || values.isNull()) {
      return List.of();
    }
    if (!values.isArray()) {
      blame(member + " is not an array");
    }
    var texts = new ArrayList<String>();
    for (var value : values) {
      if (!value.isTextual()) {
        blame(member + " holds something that is not a string");
      }
      texts.add(value.asText());
    }
    return texts;
  }

  /// A member that is true or false.
  ///
  /// @param member its name
  /// @return what it is; false when it is absent
  public boolean flag(String member) {
    var value = json.path(member);
    if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
      blame(member + " is neither true nor false");
    }
    return value.asBoolean();
  }

  private void blame(String why) {
    fault = fault.or(() -> Optional.of(why));
  }

  /// What is wrong with the members asked for so far.
  ///
  /// @return the first fault, or empty when there is none
  public Optional<String> fault() {
    return fault;
  }
}
