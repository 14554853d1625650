package dev.ninestep.app.bench;

import dev.ninestep.log.Seals;
import java.time.Instant;

/// No seals, where there is no log to seal.
record Unsealed() implements Seals {

  @Override
  public void begin(boolean compare, Runnable between) {
    // Nothing has been sealed.
  }

  @Override
  public boolean read(Instant now) {
    return false;
  }

  @Override
  public void write(Instant now) {
    // None is ever due.
  }

  @Override
  public void close() {
    // It holds nothing.
  }
}
