package dev.ninestep.cluster;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Finds what a manifest says that its type does not know: the models keep such fields aside, in
/// silence.
final class UnknownFields {

  private static final String ASIDE = "additionalProperties";

  private final List<String> found = new ArrayList<>();

  private UnknownFields() {}

  /// The paths of all unknown fields in a typed manifest.
  static List<String> in(Object typed) {
    var search = new UnknownFields();
    search.look("", typed);
    return search.found;
  }

  private void look(String path, Object value) {
    switch (value) {
      case Collection<?> several -> {
        var i = 0;
        for (var one : several) {
          look(path + "[" + i++ + "]", one);
        }
      }
      case Map<?, ?> named -> named.forEach((name, one) -> look(path + "." + name, one));
      case Object model when isModel(model.getClass()) -> fields(path, model);
      default -> {
        // A text or a number.
      }
    }
  }

  private static boolean isModel(Class<?> type) {
    return !type.isEnum()
        && (type.getName().startsWith("io.fabric8.") || type.getName().startsWith("io.strimzi."));
  }

  private void fields(String path, Object model) {
    for (Class<?> type = model.getClass(); isModel(type); type = type.getSuperclass()) {
      for (var field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          field(path, model, field);
        }
      }
    }
  }

  private void field(String path, Object model, Field field) {
    try {
      field.setAccessible(true);
      var value = field.get(model);
      if (field.getName().equals(ASIDE) && value instanceof Map<?, ?> aside) {
        aside.keySet().forEach(name -> found.add(path + "." + name));
      } else if (value != null) {
        look(path + "." + field.getName(), value);
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
