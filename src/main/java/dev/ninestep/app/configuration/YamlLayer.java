package dev.ninestep.app.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/// Flattens YAML: sections become dotted keys, elements of a list of sections are numbered, and a
/// list of texts becomes one text with commas.
final class YamlLayer {

  private static final YAMLMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private YamlLayer() {}

  /// @throws IllegalArgumentException saying what and where, when the text is not such YAML
  static Layer parse(String yaml, String origin) {
    try {
      var root = YAML.readTree(yaml);
      var texts = new LinkedHashMap<String, String>();
      if (root != null && !root.isMissingNode() && !root.isNull()) {
        if (!root.isObject()) {
          throw new IllegalArgumentException(origin + ": expected keys and values");
        }
        flatten("", root, texts);
      }
      return Layer.of(texts, origin);
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw new IllegalArgumentException(
          "%s, line %d: %s"
              .formatted(
                  origin,
                  at == null ? 0 : at.getLineNr(),
                  e.getOriginalMessage().lines().toList().getFirst()),
          e);
    }
  }

  private static void flatten(String key, JsonNode node, Map<String, String> into) {
    switch (node.getNodeType()) {
      case OBJECT ->
          node.properties()
              .forEach(child ->
                  flatten(
                      key.isEmpty() ? child.getKey() : key + "." + child.getKey(),
                      child.getValue(),
                      into));
      case ARRAY -> flattenList(key, node, into);
      case STRING, NUMBER, BOOLEAN, NULL, BINARY, MISSING, POJO -> into.put(key, text(node));
    }
  }

  private static void flattenList(String key, JsonNode list, Map<String, String> into) {
    var texts = new StringJoiner(",");
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i).isContainerNode()) {
        flatten(key + "." + i, list.get(i), into);
      } else {
        texts.add(text(list.get(i)));
      }
    }
    if (texts.length() > 0 || list.isEmpty()) {
      into.put(key, texts.toString());
    }
  }

  private static String text(JsonNode leaf) {
    if (leaf.isFloatingPointNumber()) {
      return leaf.decimalValue().toPlainString();
    }
    return leaf.isNull() ? "" : leaf.asText();
  }
}
