package io.github.keyward;

import java.io.IOException;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A running program on a floating seat. It renews itself when asked to, takes another seat if its own was lost, and goes on with the
 * one that its device has borrowed. Times are milliseconds since 1970.
 */
final class FloatingSeat {
  private final LicenseServer server;
  private final LicenseMemory memory;
  private final LongSupplier now;
  private final Supplier<String> key;
  private final SeatSchedule schedule;
  private final IdleClock idle;
  private final SeatLocks locks;
  private final WaitingLine line = new WaitingLine();
  private @Nullable Lease lease;
  private @Nullable KeywardException failure;

  FloatingSeat(LicenseServer server, LicenseMemory memory, LongSupplier now, Supplier<String> key) {
    this.server = server;
    this.memory = memory;
    this.now = now;
    this.key = key;
    schedule = new SeatSchedule(now);
    idle = new IdleClock(now);
    locks = new SeatLocks(memory);
  }

  @Nullable Lease lease() {
    return lease;
  }

  /** Error of the last attempt to get a seat; null if it got one. */
  @Nullable KeywardException failure() {
    return failure;
  }

  /** The place in the waiting line; null for none. */
  @Nullable SeatPlace place() {
    return line.place;
  }

  /** Whether all seats are taken by others. */
  boolean isTaken() {
    return lease == null && (schedule.isTaken() || line.hasGivenUp);
  }

  /** Whether the seat wants to be renewed. One that was taken back from an idle user waits for the user. */
  boolean isDue() {
    return lease != null && !idle.isIdle() && schedule.isDue();
  }

  /** Whether a start failed, and is not to be repeated yet, or not at all. */
  boolean isWaiting() {
    return lease == null && (line.hasGivenUp || !schedule.isDue());
  }

  /** When there is something to do; {@link Long#MAX_VALUE} for never. */
  long next() {
    return idle.isIdle() ? Long.MAX_VALUE : schedule.next();
  }

  /** Whether this program runs on the borrowed seat, which needs no server now. */
  boolean isBorrowed() {
    return lease != null && lease.isBorrowedAt(now.getAsLong());
  }

  /** Takes a seat. Throws {@code SESSIONS_EXHAUSTED} if none is free. */
  void start() {
    if (lease != null || resumeBorrowed()) {
      return;
    }
    endLeft();
    takeFree();
  }

  /** The server forgets a session when its lease ends, as while a computer sleeps. Returns whether it says yes. */
  boolean renew() {
    if (lease.isTakenBack()) {
      takeFree();
      return lease.proof.isValid;
    }
    try {
      take(server.renewSession(key.get(), lease, null, idle.seconds()));
    } catch (KeywardException error) {
      loseFor(error);
      takeFree();
    }
    return lease.proof.isValid;
  }

  /**
   * Borrows the seat for so many days; 0 returns it, and the program keeps it as an ordinary one.
   *
   * @throws KeywardException {@code SEAT_BORROWED} if another running program has borrowed one with this store
   */
  void borrow(int days) {
    hold();
    boolean hadLock = locks.hasBorrowed();
    if (days > 0 && !locks.lockBorrowed()) {
      throw new KeywardException("SEAT_BORROWED", "Another running copy of this program has borrowed a seat with this store");
    }
    try {
      take(server.renewSession(key.get(), lease, days, null));
    } catch (KeywardException error) {
      if (!hadLock) {
        locks.unlockBorrowed();
      }
      throw error;
    }
  }

  /** Takes features with the seat, and gives others back. */
  List<FloatingFeature> changeFeatures(List<String> take, List<String> release) {
    if (lease == null) {
      throw new KeywardException("INVALID_REQUEST", "The program has no floating seat now");
    }
    return server.changeFeatures(lease.token, take, release);
  }

  /** Returns whether the server had taken the seat back: another one is due now. */
  boolean noteActivity() {
    boolean wasIdle = idle.note();
    if (wasIdle) {
      schedule.hurry();
    }
    return wasIdle;
  }

  /** The license does not allow the program to run, with or without a seat. */
  void stopWaiting() {
    if (lease == null) {
      line.clear();
      failure = null;
      schedule.reset();
    }
  }

  /** The program waits for a seat, also after it gave up. */
  void resume() {
    line.hasGivenUp = false;
  }

  /** Whether the program does not want to wait any more. */
  boolean hasGivenUp() {
    return line.hasGivenUp;
  }

  /** The place in the waiting line is free, and no seat is asked for until {@link #resume()}. */
  void giveUp() {
    line.hasGivenUp |= isTaken();
    line.leave(server.calls);
    stopWaiting();
  }

  /**
   * The program ends, or its license. If nobody answers, the seat is free when its lease ends, or with the next start.
   *
   * @param isForGood whether a borrowed seat is given back, too
   */
  void end(boolean isForGood) {
    Lease ended = lease != null ? lease : isForGood ? memory.borrowed() : null;
    line.leave(server.calls);
    lease = null;
    stopWaiting();
    try {
      if (ended != null && (isForGood || ended.borrowedUntil == null)) {
        server.calls.endSession(ended.token);
        locks.keep(null);
      }
    } finally {
      if (isForGood) {
        memory.forgetBorrowed();
      }
      locks.unlockOrdinary();
      locks.unlockBorrowed();
    }
  }

  /** Goes on with the borrowed seat without asking anybody, unless another running program has it. */
  private boolean resumeBorrowed() {
    if (held() == null || !locks.lockBorrowed()) {
      return false;
    }
    try {
      // The process that had the lock may have returned the seat.
      memory.refresh();
    } catch (IOException unreadable) {
      // A store that cannot be read tells nothing.
    }
    Lease borrowed = held();
    if (borrowed == null) {
      locks.unlockBorrowed();
      return false;
    }
    take(borrowed);
    return true;
  }

  /** The seat that is borrowed now. */
  private @Nullable Lease held() {
    Lease borrowed = memory.borrowed();
    return borrowed != null && borrowed.isBorrowedAt(now.getAsLong()) ? borrowed : null;
  }

  /** Gives back the seat of a program that crashed. If nobody answers, the next start tries again. */
  private void endLeft() {
    locks.lockOrdinary();
    try {
      String left = locks.left();
      if (left != null) {
        server.calls.endSession(left);
        locks.keep(null);
      }
    } catch (KeywardException error) {
      if (error.isNotFound()) {
        locks.keep(null);
      }
    } catch (IOException unreadable) {
      // A store that cannot be read remembers nothing.
    }
  }

  /** Returns if another seat is to be taken at once. */
  private void loseFor(KeywardException error) {
    boolean isIdle = error.getCode().equals("SESSION_IDLE");
    boolean isTakenBack = isIdle || error.getCode().equals("SESSION_TAKEN_BACK");
    if (isIdle) {
      idle.takenBack();
    }
    if (isTakenBack) {
      lease = lease.takenBack();
    }
    if (isTakenBack || error.isNotFound()) {
      memory.forgetBorrowed();
      locks.unlockBorrowed();
      locks.lockOrdinary();
    }
    if (isTakenBack || !error.isNotFound()) {
      schedule.failed(lease, error, line.place != null);
      throw error;
    }
  }

  /** Takes a seat also where the server has taken one back. */
  private void hold() {
    if (lease != null && lease.isTakenBack()) {
      takeFree();
    } else {
      start();
    }
  }

  /** Takes a free seat, or a place in the waiting line, which it keeps as long as it asks. */
  private void takeFree() {
    try {
      take(server.startSession(key.get(), memory.license(), line.token));
    } catch (KeywardException error) {
      failure = error;
      line.note(error);
      schedule.failed(lease, error, line.place != null);
      throw error;
    }
  }

  private void take(Lease taken) {
    boolean isNew = lease == null || !lease.token.equals(taken.token);
    boolean wasBorrowed = lease != null && lease.borrowedUntil != null;
    lease = taken;
    line.clear();
    line.hasGivenUp = false;
    failure = null;
    memory.rememberSession(taken);
    if (taken.borrowedUntil != null) {
      locks.lockBorrowed();
      locks.keep(null);
      locks.unlockOrdinary();
    } else if (isNew || wasBorrowed) {
      locks.unlockBorrowed();
      locks.lockOrdinary();
      locks.keep(taken.token);
    }
    schedule.renewed(taken);
  }
}
