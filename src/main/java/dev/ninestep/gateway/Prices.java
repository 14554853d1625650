package dev.ninestep.gateway;

import dev.ninestep.protocol.Amount;
import java.util.List;
import java.util.Map;

/// What calls cost. To call a tool costs something; whatever else is said on the way there, and
/// what is heard, does not.
///
/// @param perCall what a call of a tool costs that has no price of its own
/// @param perTool what calls of these tools cost
public record Prices(Amount perCall, Map<String, Amount> perTool) {

  /// Everything is free.
  public static final Prices NONE = new Prices(Amount.ZERO, Map.of());

  /// Copies the map.
  public Prices {
    perTool = Map.copyOf(perTool);
  }

  /// Whether nothing costs anything, so that nobody need look what is called.
  boolean areNone() {
    return !perCall.isPositive() && perTool.values().stream().noneMatch(Amount::isPositive);
  }

  /// What calls of tools cost together, as far as amounts go.
  Amount of(List<String> tools) {
    var sum = Amount.ZERO;
    for (var tool : tools) {
      sum = sum.plus(perTool.getOrDefault(tool, perCall)).orElse(Amount.MOST);
    }
    return sum;
  }
}
