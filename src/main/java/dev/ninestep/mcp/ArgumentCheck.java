package dev.ninestep.mcp;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Holds the arguments of a call against the schema of its tool.
final class ArgumentCheck {

  private final String tool;
  private final Validator validator;

  ArgumentCheck(Tool tool) {
    this.tool = tool.name();
    this.validator =
        Validator.create(
            JsonSchema.of(tool.inputSchema()),
            new JsonSchemaOptions()
                .setDraft(Draft.DRAFT202012)
                .setBaseUri("https://ninestep.dev/tools/")
                .setOutputFormat(OutputFormat.Basic));
  }

  /// What is wrong with the arguments, for a model to do better; empty when they fit.
  Optional<String> wrong(JsonObject arguments) {
    var result = validator.validate(arguments);
    if (result.getValid()) {
      return Optional.empty();
    }
    var errors = result.getErrors() == null ? List.<OutputUnit>of() : result.getErrors();
    return Optional.of(
        "The arguments of %s do not fit its input schema: %s"
            .formatted(
                tool, errors.stream().map(ArgumentCheck::told).collect(Collectors.joining("; "))));
  }

  private static String told(OutputUnit error) {
    return error.getInstanceLocation() + ": " + error.getError();
  }
}
