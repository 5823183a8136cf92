package io.github.keyward;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tells the program of each new state. */
final class StateListeners {
  private static final Logger LOGGER = Logger.getLogger("io.github.keyward");

  private final List<Consumer<LicenseState>> listeners = new CopyOnWriteArrayList<>();
  private @Nullable LicenseState announced;

  void add(Consumer<LicenseState> listener, Executor executor) {
    listeners.add(state -> executor.execute(() -> listener.accept(state)));
  }

  /** The state from which changes are told. */
  synchronized void begin(LicenseState state) {
    announced = state;
  }

  /** Tells the state unless it was told before. */
  void announce(Supplier<LicenseState> state) {
    if (!isNew(state.get())) {
      return;
    }
    for (Consumer<LicenseState> listener : listeners) {
      try {
        // The latest one: another thread may have been faster.
        listener.accept(state.get());
      } catch (RuntimeException thrown) {
        LOGGER.log(Level.WARNING, "A listener of the license has failed", thrown);
      }
    }
  }

  private synchronized boolean isNew(LicenseState state) {
    boolean isNew = announced != null && !announced.equals(state);
    announced = isNew ? state : announced;
    return isNew;
  }
}
