package dev.ninestep.projection;

/// A projector found that it may not write, or that what it writes upon is not what it left.
/// Nothing of its batch was written.
final class SteppedBack extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SteppedBack(String why) {
    super(why);
  }
}
