package io.github.keyward;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where a license is remembered between two starts. The text is signed and sealed, so that it may lie anywhere. */
public interface LicenseStore {
  /** The text that was written last; null for none. */
  @Nullable String read() throws IOException;

  void write(String text) throws IOException;

  void delete() throws IOException;
}
