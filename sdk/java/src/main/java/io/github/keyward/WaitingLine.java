package io.github.keyward;

import io.github.keyward.internal.Fields;
import io.github.keyward.internal.WaitingException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The place of a program in the waiting line for a floating seat, from one start to the next. */
final class WaitingLine {
  /** Keeps the place in the next start; null for none. */
  @Nullable String token;

  @Nullable SeatPlace place;
  /** The program does not want to wait any more. */
  boolean hasGivenUp;

  /** The program has a seat, or wants none now. */
  void clear() {
    token = null;
    place = null;
  }

  /** A start has failed, perhaps with a place. An error of the network changes nothing. */
  void note(KeywardException error) {
    if (error instanceof ConnectionException) {
      return;
    }
    clear();
    Fields told = error instanceof WaitingException ? ((WaitingException) error).place() : Fields.of(null);
    Long position = told.integer("position");
    Instant since = told.time("since");
    if (told.text("token") != null && position != null && since != null) {
      token = told.text("token");
      place = new SeatPlace((int) Math.max(1, Math.min(position, Integer.MAX_VALUE)), since);
    }
  }

  /** The next in line goes ahead. If nobody answers, the place ends by itself. */
  void leave(Calls calls) {
    String left = token;
    clear();
    try {
      if (left != null) {
        calls.endSession(left);
      }
    } catch (KeywardException error) {
      // It may have ended already.
    }
  }
}
