package io.github.keyward;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the state of a license up to date, and asks the server when it is time to. Changes take turns; the state can be read
 * meanwhile.
 */
class LicenseMonitor {
  private static final Logger LOGGER = Logger.getLogger("io.github.keyward");
  private static final long SECOND = 1_000;
  private static final long WITHOUT_KEY = 60_000;

  final LicenseMemory memory;
  final LicenseServer server;
  final KnownTime time;
  final ContactSchedule schedule;
  final FloatingSeat seat;
  final boolean isFloating;
  private final long longestGrace;
  private final @Nullable String givenKey;
  private final ReentrantLock lock = new ReentrantLock();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Consumer<LicenseState>> listeners = new CopyOnWriteArrayList<>();
  private final List<LicenseWarning> warnings = new CopyOnWriteArrayList<>();
  private volatile Knowledge known = new Knowledge();
  private volatile @Nullable Exception lastError;
  private @Nullable LicenseState announced;
  private boolean wasTurnedBack;

  LicenseMonitor(
      LicenseMemory memory,
      LicenseServer server,
      KnownTime time,
      boolean isFloating,
      long longestGrace,
      @Nullable String givenKey) {
    this.memory = memory;
    this.server = server;
    this.time = time;
    this.isFloating = isFloating;
    this.longestGrace = longestGrace;
    this.givenKey = givenKey;
    schedule = new ContactSchedule(time::now, longestGrace);
    schedule.recalled(memory.latestAnswer());
    seat = new FloatingSeat(server, memory, time::now, () -> keyOr(null));
    wasTurnedBack = time.isTurnedBack();
  }

  LicenseState state() {
    return stateOf(known);
  }

  @Nullable Exception lastError() {
    return lastError;
  }

  List<LicenseWarning> warnings() {
    return new ArrayList<>(warnings);
  }

  /** @param cause for the log; null for nothing in the log */
  void warn(LicenseWarning warning, @Nullable String cause) {
    if (!warnings.contains(warning)) {
      warnings.add(warning);
      if (cause != null) {
        LOGGER.warning(warning + ": " + cause + warning.getMessage());
      }
    }
  }

  void addListener(Consumer<LicenseState> listener, Executor executor) {
    listeners.add(state -> executor.execute(() -> listener.accept(state)));
  }

  /** Does something that may change the license, and tells the listeners of the new state. */
  <T> T turn(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      known = knowledge(true);
      lock.unlock();
      announce();
    }
  }

  void begin(boolean isNewDevice, boolean hasBackground) {
    turn(
        () -> {
          if (isNewDevice) {
            // An offline request of the first start holds at the next one, too.
            save();
          }
          if (isFloating && stateWithoutSeat().isUsable()) {
            startSeat();
          } else if (memory.licenseKey() != null && (!stateNow().isUsable() || schedule.isDue())) {
            check();
          }
          return null;
        });
    synchronized (this) {
      announced = state();
    }
    if (hasBackground) {
      Thread worker = new Thread(this::run, "keyward");
      worker.setDaemon(true);
      worker.start();
    }
  }

  /** Asks the server now. Returns the state also if nobody answers. */
  LicenseState check() {
    String key = memory.licenseKey();
    if (key == null) {
      return stateNow();
    }
    try {
      SignedProof answer =
          schedule.isPostponed() ? server.activate(key) : server.validate(key, memory.license(), memory.file());
      return accept(key, answer);
    } catch (KeywardException error) {
      schedule.failed(error);
      report(error);
      return settle();
    }
  }

  /** Does what is due. */
  void wake() {
    if (isClosed()) {
      return;
    }
    boolean isTurnedBack = time.isTurnedBack();
    if (isTurnedBack && !wasTurnedBack) {
      schedule.hurry();
    }
    wasTurnedBack = isTurnedBack;
    adoptStored();
    if (seat.isDue()) {
      renewSeat();
    }
    if (memory.licenseKey() != null && schedule.isDue()) {
      check();
      return;
    }
    if (!seat.isWaiting()) {
      startSeat();
    }
    settle();
  }

  void close() {
    if (isClosed()) {
      return;
    }
    closed.countDown();
    turn(
        () -> {
          endSeat(false);
          save();
          return null;
        });
  }

  boolean isClosed() {
    return closed.getCount() == 0;
  }

  LicenseState accept(String licenseKey, SignedProof answer) {
    if (!licenseKey.equals(memory.licenseKey())) {
      // It holds a seat of another license.
      endSeat(true);
    }
    time.trustTime(answer.issuedAt);
    memory.remember(licenseKey, answer);
    schedule.answered(answer);
    lastError = null;
    memory.verifyAgain();
    startSeat();
    return settle();
  }

  LicenseState settle() {
    save();
    return stateNow();
  }

  /** Stores what is known, with what another process has stored meanwhile. */
  void save() {
    write(() -> memory.save(time.now()));
  }

  /** Stores what is known, whatever the store holds. */
  void replaceStored() {
    write(() -> memory.replace(time.now()));
  }

  void endSeat(boolean isForGood) {
    try {
      seat.end(isForGood);
    } catch (KeywardException error) {
      report(error);
    }
  }

  void report(Exception error) {
    lastError = error;
  }

  String keyOr(@Nullable String given) {
    String key = given != null ? given.trim() : memory.licenseKey() != null ? memory.licenseKey() : givenKey;
    if (key == null || key.isEmpty()) {
      throw new KeywardException(
          "LICENSE_KEY_MISSING", "There is no license key yet: give the one that the user typed");
    }
    return key;
  }

  LicenseState stateNow() {
    return stateOf(knowledge(true));
  }

  private LicenseState stateWithoutSeat() {
    return stateOf(knowledge(false));
  }

  private LicenseState stateOf(Knowledge knowledge) {
    return knowledge.stateAt(time.now(), time.isTurnedBack());
  }

  private Knowledge knowledge(boolean withSeat) {
    Knowledge all = new Knowledge();
    Lease borrowed = memory.borrowed();
    all.hasKey = memory.licenseKey() != null;
    all.answer = memory.latestAnswer();
    all.file = memory.file();
    all.borrowedUntil = borrowed == null ? null : borrowed.borrowedUntil;
    all.isUnanswered = schedule.isUnanswered();
    all.isPostponed = schedule.isPostponed();
    all.needsSeat = isFloating && withSeat;
    all.seatEndsAt = seat.lease() == null ? null : Long.valueOf(seat.lease().endsAt);
    all.isSeatTaken = seat.isTaken();
    all.longestGrace = longestGrace;
    return all;
  }

  private void run() {
    try {
      while (!closed.await(turn(this::delay), TimeUnit.MILLISECONDS)) {
        try {
          turn(
              () -> {
                wake();
                return null;
              });
        } catch (RuntimeException error) {
          // A store of the program may throw anything: the next turn tries again.
          schedule.failed(error);
          report(error);
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private long delay() {
    if (memory.licenseKey() == null) {
      return WITHOUT_KEY;
    }
    Instant until = stateNow().getUntil();
    long boundary = until == null ? Long.MAX_VALUE : until.toEpochMilli() + SECOND;
    return schedule.delay(Math.min(boundary, seat.next()));
  }

  private void startSeat() {
    if (isClosed() || !isFloating) {
      return;
    }
    if (!stateWithoutSeat().isUsable()) {
      seat.stopWaiting();
      return;
    }
    try {
      seat.start();
    } catch (KeywardException error) {
      report(error);
    }
  }

  private void renewSeat() {
    try {
      if (!seat.renew() || schedule.isUnanswered()) {
        schedule.hurry();
      }
    } catch (KeywardException error) {
      if (!seat.isBorrowed() || !(error instanceof ConnectionException)) {
        report(error);
      }
    }
  }

  private void adoptStored() {
    SignedProof before = memory.latestAnswer();
    try {
      memory.refresh();
    } catch (IOException | RuntimeException error) {
      report(error);
    }
    SignedProof answer = memory.latestAnswer();
    if (answer != null && answer != before) {
      time.sawAtLeast(answer.issuedAt);
      schedule.recalled(answer);
    }
  }

  private void write(Writing work) {
    try {
      work.run();
    } catch (IOException error) {
      warn(LicenseWarning.STORE_NOT_WRITABLE, error + ": ");
      report(error);
    }
  }

  private void announce() {
    if (lock.isHeldByCurrentThread()) {
      return;
    }
    LicenseState state = state();
    synchronized (this) {
      if (announced == null || announced.equals(state)) {
        return;
      }
      announced = state;
    }
    for (Consumer<LicenseState> listener : listeners) {
      try {
        // The latest one: another thread may have been faster.
        listener.accept(state());
      } catch (RuntimeException thrown) {
        LOGGER.log(Level.WARNING, "A listener of the license has failed", thrown);
      }
    }
  }

  private interface Writing {
    void run() throws IOException;
  }
}
