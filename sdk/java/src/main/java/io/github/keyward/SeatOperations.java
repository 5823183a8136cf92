package io.github.keyward;

import io.github.keyward.internal.Pause;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The calls of a program about its floating seat, each in a turn of its own. */
class SeatOperations extends LicenseMonitor {
  private static final long POLL_MILLIS = 1_000;

  SeatOperations(
      LicenseMemory memory,
      LicenseServer server,
      KnownTime time,
      boolean isFloating,
      long longestGrace,
      @Nullable String givenKey) {
    super(memory, server, time, isFloating, longestGrace, givenKey);
  }

  /** A turn of a license that is open. */
  <T> T change(Supplier<T> work) {
    return turn(
        () -> {
          if (isClosed()) {
            throw new KeywardException("LICENSE_CLOSED", "The license was closed");
          }
          return work.get();
        });
  }

  LicenseState borrow(int days) {
    return change(
        () -> {
          mustFloat();
          if (days < 1) {
            throw new KeywardException("INVALID_REQUEST", "A seat is borrowed for one day or more");
          }
          seat.borrow(days);
          return settle();
        });
  }

  LicenseState returnBorrowed() {
    return change(
        () -> {
          mustFloat();
          if (memory.borrowed() == null) {
            return stateNow();
          }
          seat.borrow(0);
          // The answer that lent the seat has held so far.
          return stateNow().isUsable() ? settle() : check();
        });
  }

  LicenseState waitForSeat(Duration limit, Consumer<SeatPlace> listener) {
    KeywardException failure;
    try {
      await(System.nanoTime() + limit.toNanos(), listener);
      failure = seat.failure();
    } catch (ConnectionException interrupted) {
      failure = interrupted;
    }
    LicenseState state = stopWaiting();
    if (failure != null) {
      throw failure;
    }
    return state;
  }

  LicenseState stopWaiting() {
    return change(
        () -> {
          mustFloat();
          seat.giveUp();
          return settle();
        });
  }

  List<FloatingFeature> takeFeatures(List<String> features) {
    return changeFeatures(features, Collections.emptyList());
  }

  List<FloatingFeature> releaseFeatures(List<String> features) {
    return changeFeatures(Collections.emptyList(), features);
  }

  void active() {
    if (seat.noteActivity()) {
      Background.hurry(this);
    }
  }

  private List<FloatingFeature> changeFeatures(List<String> take, List<String> release) {
    return change(
        () -> {
          mustFloat();
          return seat.changeFeatures(take, release);
        });
  }

  /** @param end as {@link System#nanoTime()} tells it */
  private void await(long end, Consumer<SeatPlace> listener) {
    SeatPlace told = null;
    for (boolean isFirst = true; ; isFirst = false) {
      boolean isStart = isFirst;
      SeatPlace place = change(() -> ask(isStart));
      if (place != null && place != told) {
        told = place;
        listener.accept(place);
      }
      long left = (end - System.nanoTime()) / 1_000_000;
      if (!seat.isTaken() || left <= 0) {
        return;
      }
      Pause.of(Math.min(left, POLL_MILLIS));
    }
  }

  /** Asks when it is time to, and at first. */
  private @Nullable SeatPlace ask(boolean isFirst) {
    mustFloat();
    if (isFirst) {
      seat.resume();
      startSeat();
    } else if (!seat.isWaiting()) {
      wake();
    }
    return seat.place();
  }

  private void mustFloat() {
    if (!isFloating) {
      throw new KeywardException("INVALID_REQUEST", "There is no floating seat: open the license with floating(true)");
    }
  }
}
