package io.github.keyward;

import java.io.IOException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A running program on a floating seat. It renews itself when asked to, takes another seat if its own was lost, and goes on with the
 * one that its device has borrowed. Times are milliseconds since 1970.
 */
final class FloatingSeat {
  private static final long SHORTEST_INTERVAL = 5_000;
  private static final long RETRY_INTERVAL = 60_000;
  private static final long LONGEST_WAIT = 300_000;
  private static final long BORROWED_INTERVAL = 30_000;
  private static final long BORROWED_RETRY_INTERVAL = 600_000;

  private final LicenseServer server;
  private final LicenseMemory memory;
  private final LongSupplier now;
  private final Supplier<String> key;
  private @Nullable Lease lease;
  /** Of an ordinary seat. */
  private @Nullable SessionLock lock;
  /** Of the borrowed seat. */
  private @Nullable SessionLock borrowedLock;

  private long next;
  /** While all seats are taken. */
  private int attempts;

  FloatingSeat(LicenseServer server, LicenseMemory memory, LongSupplier now, Supplier<String> key) {
    this.server = server;
    this.memory = memory;
    this.now = now;
    this.key = key;
  }

  @Nullable Lease lease() {
    return lease;
  }

  /** Whether all seats are taken by others. */
  boolean isTaken() {
    return lease == null && attempts > 0;
  }

  /** Whether the seat wants to be renewed. */
  boolean isDue() {
    return lease != null && now.getAsLong() >= next;
  }

  /** Whether a start failed, and is not to be repeated yet. */
  boolean isWaiting() {
    return lease == null && now.getAsLong() < next;
  }

  /** When there is something to do; {@link Long#MAX_VALUE} for never. */
  long next() {
    return next == 0 ? Long.MAX_VALUE : next;
  }

  /** Whether this program runs on the borrowed seat, which needs no server now. */
  boolean isBorrowed() {
    return lease != null && lease.isBorrowedAt(now.getAsLong());
  }

  /** Takes a seat. Throws {@code SESSIONS_EXHAUSTED} if none is free. */
  void start() {
    if (lease != null || resume()) {
      return;
    }
    endLeft();
    try {
      take(server.startSession(key.get(), memory.license()));
    } catch (KeywardException error) {
      await(error);
      throw error;
    }
  }

  /** The server forgets a session when its lease ends, as while a computer sleeps. Returns whether it says yes. */
  boolean renew() {
    try {
      take(server.renewSession(key.get(), lease, null));
    } catch (KeywardException error) {
      if (!isGone(error)) {
        plan(error);
        throw error;
      }
      startAgain();
    }
    return lease.proof.isValid;
  }

  /**
   * Borrows the seat for so many days; 0 returns it, and the program keeps it as an ordinary one.
   *
   * @throws KeywardException {@code SEAT_BORROWED} if another running program has borrowed one with this store
   */
  void borrow(int days) {
    start();
    boolean hadLock = borrowedLock != null;
    if (!hadLock && days > 0 && (borrowedLock = memory.lockBorrowed()) == null) {
      throw new KeywardException("SEAT_BORROWED", "Another running copy of this program has borrowed a seat with this store");
    }
    try {
      take(server.renewSession(key.get(), lease, days));
    } catch (KeywardException error) {
      if (!hadLock) {
        borrowedLock = unlocked(borrowedLock);
      }
      throw error;
    }
  }

  /** The license does not allow the program to run, with or without a seat. */
  void stopWaiting() {
    if (lease == null) {
      attempts = 0;
      next = 0;
    }
  }

  /**
   * The program ends, or its license. If nobody answers, the seat is free when its lease ends, or with the next start.
   *
   * @param isForGood whether a borrowed seat is given back, too
   */
  void end(boolean isForGood) {
    Lease ended = lease != null ? lease : isForGood ? memory.borrowed() : null;
    lease = null;
    stopWaiting();
    try {
      if (ended != null && (isForGood || ended.borrowedUntil == null)) {
        server.calls.endSession(ended.token);
        keep(null);
      }
    } finally {
      if (isForGood) {
        memory.forgetBorrowed();
      }
      lock = unlocked(lock);
      borrowedLock = unlocked(borrowedLock);
    }
  }

  /** Goes on with the borrowed seat without asking anybody, unless another running program has it. */
  private boolean resume() {
    Lease borrowed = memory.borrowed();
    if (borrowed == null || !borrowed.isBorrowedAt(now.getAsLong())) {
      return false;
    }
    borrowedLock = borrowedLock != null ? borrowedLock : memory.lockBorrowed();
    if (borrowedLock == null) {
      return false;
    }
    take(borrowed);
    return true;
  }

  /** Gives back the seat of a program that crashed. If nobody answers, the next start tries again. */
  private void endLeft() {
    lock = lock == null ? memory.lockSession() : lock;
    try {
      String left = lock == null ? null : lock.left();
      if (left != null) {
        server.calls.endSession(left);
        keep(null);
      }
    } catch (KeywardException error) {
      if (isGone(error)) {
        keep(null);
      }
    } catch (IOException unreadable) {
      // A store that cannot be read remembers nothing.
    }
  }

  /** Whether the session has ended; a path that is not found says nothing about it. */
  private static boolean isGone(KeywardException error) {
    return error.getStatus() == 404 && !(error instanceof ConnectionException);
  }

  private void startAgain() {
    memory.forgetBorrowed();
    borrowedLock = unlocked(borrowedLock);
    lock = lock == null ? memory.lockSession() : lock;
    try {
      take(server.startSession(key.get(), memory.license()));
    } catch (KeywardException error) {
      plan(error);
      throw error;
    }
  }

  private void take(Lease taken) {
    attempts = 0;
    boolean isNew = lease == null || !lease.token.equals(taken.token);
    boolean wasBorrowed = lease != null && lease.borrowedUntil != null;
    lease = taken;
    memory.rememberSession(taken);
    if (taken.borrowedUntil != null) {
      borrowedLock = borrowedLock == null ? memory.lockBorrowed() : borrowedLock;
      keep(null);
      lock = unlocked(lock);
    } else if (isNew || wasBorrowed) {
      borrowedLock = unlocked(borrowedLock);
      lock = lock == null ? memory.lockSession() : lock;
      keep(taken.token);
    }
    plan(null);
  }

  private void keep(@Nullable String token) {
    try {
      if (lock != null) {
        lock.keep(token);
      }
    } catch (IOException unwritable) {
      // A store that cannot be written remembers nothing.
    }
  }

  private static @Nullable SessionLock unlocked(@Nullable SessionLock lock) {
    try {
      if (lock != null) {
        lock.unlock();
      }
    } catch (IOException gone) {
      // The system unlocks it when the process ends.
    }
    return null;
  }

  /** While all are taken, after 10 seconds at first; later, and after another failure, every minute. With jitter. */
  private void await(KeywardException error) {
    double backoff = RETRY_INTERVAL;
    if (error.getCode().equals("SESSIONS_EXHAUSTED")) {
      backoff = Math.min(10_000 * Math.pow(1.5, Math.min(attempts, 10)), backoff);
      attempts++;
    }
    long wait = Math.max((long) (backoff * (1 - Math.random() / 4)), error.requestedWait(LONGEST_WAIT));
    next = now.getAsLong() + wait;
  }

  /**
   * A third of the lease, so that one lost call does no harm; a minute once the seat is lost. Not before the server wants to be
   * asked again.
   */
  private void plan(@Nullable KeywardException error) {
    long left = lease.endsAt - now.getAsLong();
    long interval;
    if (isBorrowed()) {
      interval = error == null ? Math.max(SHORTEST_INTERVAL, Math.min(left / 3, BORROWED_INTERVAL)) : BORROWED_RETRY_INTERVAL;
    } else {
      interval = left > 0 ? Math.max(SHORTEST_INTERVAL, (lease.endsAt - lease.proof.issuedAt) / 3) : RETRY_INTERVAL;
    }
    next = now.getAsLong() + Math.max(interval, error == null ? 0 : error.requestedWait(LONGEST_WAIT));
  }
}
