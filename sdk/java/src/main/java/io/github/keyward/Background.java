package io.github.keyward;

import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The daemon thread that asks the server when it is due. */
final class Background {
  private static final long SECOND = 1_000;
  private static final long WITHOUT_KEY = 60_000;

  private Background() {}

  /** @param closed ends it */
  static void start(LicenseMonitor license, CountDownLatch closed) {
    Thread worker = new Thread(() -> run(license, closed), "keyward");
    worker.setDaemon(true);
    worker.start();
  }

  private static void run(LicenseMonitor license, CountDownLatch closed) {
    try {
      while (!closed.await(license.turn(() -> delay(license)), TimeUnit.MILLISECONDS)) {
        wake(license);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Does what is due at once, if there is a background thread. */
  static void hurry(LicenseMonitor license) {
    if (license.hasBackground) {
      AsyncLicense.daemons().execute(() -> wake(license));
    }
  }

  private static long delay(LicenseMonitor license) {
    if (license.memory.licenseKey() == null) {
      return WITHOUT_KEY;
    }
    Instant until = license.stateNow().getUntil();
    long boundary = until == null ? Long.MAX_VALUE : until.toEpochMilli() + SECOND;
    return license.schedule.delay(Math.min(boundary, license.seat.next()));
  }

  /** Does what is due, in a turn. */
  private static void wake(LicenseMonitor license) {
    license.turn(
        () -> {
          try {
            license.wake();
          } catch (RuntimeException error) {
            // A store of the program may throw anything: the next turn tries again.
            license.schedule.failed(error);
            license.report(error);
          }
          return null;
        });
  }
}
