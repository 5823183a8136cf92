package io.github.keyward;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The daemon thread that asks the server when it is due. */
final class Background {
  private Background() {}

  /** @param closed ends it */
  static void start(LicenseMonitor license, CountDownLatch closed) {
    Thread worker = new Thread(() -> run(license, closed), "keyward");
    worker.setDaemon(true);
    worker.start();
  }

  private static void run(LicenseMonitor license, CountDownLatch closed) {
    try {
      while (!closed.await(license.turn(license::delay), TimeUnit.MILLISECONDS)) {
        license.turn(
            () -> {
              wake(license);
              return null;
            });
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void wake(LicenseMonitor license) {
    try {
      license.wake();
    } catch (RuntimeException error) {
      // A store of the program may throw anything: the next turn tries again.
      license.schedule.failed(error);
      license.report(error);
    }
  }
}
