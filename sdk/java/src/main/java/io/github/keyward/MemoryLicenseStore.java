package io.github.keyward;

import org.jspecify.annotations.Nullable;

/** Forgets with the program. For tests. */
public final class MemoryLicenseStore implements LicenseStore {
  private volatile @Nullable String text;

  public MemoryLicenseStore() {}

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
