package io.github.keyward;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the state of a license up to date, and asks the server when it is time to. Changes take turns; the state can be read
 * meanwhile.
 */
class LicenseMonitor {
  private static final Logger LOGGER = Logger.getLogger("io.github.keyward");

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
  final StateListeners listeners = new StateListeners();
  private final List<LicenseWarning> warnings = new CopyOnWriteArrayList<>();
  private volatile Knowledge known = new Knowledge();
  private volatile @Nullable Exception lastError;
  boolean hasBackground;

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
  }

  LicenseState state() {
    return stateOf(known);
  }

  Knowledge known() {
    return known;
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

  /** Does something that may change the license, and tells the listeners of the new state. */
  <T> T turn(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      known = knowledge(true);
      lock.unlock();
      if (!lock.isHeldByCurrentThread()) {
        listeners.announce(this::state);
      }
    }
  }

  void begin(boolean isNewDevice, boolean hasBackground) {
    this.hasBackground = hasBackground;
    turn(
        () -> {
          if (isNewDevice) {
            // An offline request of the first start holds at the next one, too.
            save();
          }
          schedule.noticeClock(time.isTurnedBack());
          if (isFloating && stateWithoutSeat().isUsable()) {
            startSeat();
            save();
          } else if (memory.licenseKey() != null && (!stateNow().isUsable() || schedule.isDue())) {
            check();
          }
          return null;
        });
    listeners.begin(state());
    if (hasBackground) {
      Background.start(this, closed);
    }
  }

  LicenseState check() {
    String key = memory.licenseKey();
    if (key == null) {
      return stateNow();
    }
    try {
      boolean isPostponed = schedule.isPostponed();
      SignedProof answer = isPostponed ? server.activate(key) : server.validate(key, memory.license(), memory.file());
      if (known.isOfOtherLender(answer, time.now())) {
        throw LicenseServer.otherLender();
      }
      return accept(key, answer);
    } catch (KeywardException error) {
      schedule.failed(error);
      report(error);
      return settle();
    }
  }

  void wake() {
    if (isClosed()) {
      return;
    }
    adoptStored();
    schedule.noticeClock(time.isTurnedBack());
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
    // The clock of a relay is its customer's: it sets no clock back.
    if (answer.relay == null || answer.issuedAt > time.now()) {
      time.trustTime(answer.issuedAt);
    }
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

  void save() {
    write(memory::save);
  }

  void replaceStored() {
    write(memory::replace);
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
    return Knowledge.of(memory, schedule, seat, isFloating && withSeat, longestGrace);
  }

  void startSeat() {
    if (isClosed() || !isFloating || seat.hasGivenUp()) {
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
      work.at(time.now());
    } catch (IOException error) {
      warn(LicenseWarning.STORE_NOT_WRITABLE, error + ": ");
      report(error);
    }
  }

  private interface Writing {
    void at(long now) throws IOException;
  }
}
