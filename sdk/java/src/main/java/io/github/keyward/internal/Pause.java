package io.github.keyward.internal;

import io.github.keyward.ConnectionException;

/** Waits between two attempts. */
public final class Pause {
  private Pause() {}

  public static void of(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ConnectionException("INTERRUPTED", "The thread was interrupted while it waited for the server", interrupted);
    }
  }
}
