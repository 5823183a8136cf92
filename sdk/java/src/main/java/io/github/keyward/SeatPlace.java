package io.github.keyward;

import java.time.Instant;

/** A place in the waiting line for a floating seat, as the server told it last. */
public final class SeatPlace {
  private final int position;
  private final Instant since;

  SeatPlace(int position, Instant since) {
    this.position = position;
    this.since = since;
  }

  /** From 1. */
  public int getPosition() {
    return position;
  }

  /** When the program asked first. */
  public Instant getSince() {
    return since;
  }

  @Override
  public String toString() {
    return "Place " + position + " since " + since;
  }
}
