package dev.ninestep.trace;

/// What looking for the story of a flow came to.
public sealed interface Found {

  /// There is one.
  ///
  /// @param story the story
  record Told(Story story) implements Found {}

  /// Nothing is known of the flow, or not to this reader.
  record Nothing() implements Found {}

  /// There is one, but not at the point that was asked for.
  ///
  /// @param why between which points there is
  record OutOfRange(String why) implements Found {}
}
