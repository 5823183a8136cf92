package io.github.keyward;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The locks of a program's floating seat: one of an ordinary seat, or that of the borrowed one. */
final class SeatLocks {
  private final LicenseMemory memory;
  private @Nullable SessionLock ordinary;
  private @Nullable SessionLock borrowed;

  SeatLocks(LicenseMemory memory) {
    this.memory = memory;
  }

  boolean hasBorrowed() {
    return borrowed != null;
  }

  /** Token of the seat of a program that crashed; null for none. */
  @Nullable String left() throws IOException {
    return ordinary == null ? null : ordinary.left();
  }

  void lockOrdinary() {
    ordinary = ordinary == null ? memory.lockSession() : ordinary;
  }

  /** Returns false if another running program has it. */
  boolean lockBorrowed() {
    borrowed = borrowed == null ? memory.lockBorrowed() : borrowed;
    return borrowed != null;
  }

  /** Remembers the token of the ordinary seat; null for none. */
  void keep(@Nullable String token) {
    try {
      if (ordinary != null) {
        ordinary.keep(token);
      }
    } catch (IOException unwritable) {
      // A store that cannot be written remembers nothing.
    }
  }

  void unlockOrdinary() {
    unlock(ordinary);
    ordinary = null;
  }

  void unlockBorrowed() {
    unlock(borrowed);
    borrowed = null;
  }

  private static void unlock(@Nullable SessionLock lock) {
    try {
      if (lock != null) {
        lock.unlock();
      }
    } catch (IOException gone) {
      // The system unlocks it when the process ends.
    }
  }
}
