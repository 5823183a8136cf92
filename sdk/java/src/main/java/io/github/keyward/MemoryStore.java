package io.github.keyward;

import org.jspecify.annotations.Nullable;

/** Forgets with the program. For tests. */
public final class MemoryStore implements LicenseStore {
  private volatile @Nullable String text;

  public MemoryStore() {}

  @Override
  public @Nullable String read() {
    return text;
  }

  @Override
  public void write(String text) {
    this.text = text;
  }

  @Override
  public void delete() {
    text = null;
  }
}
