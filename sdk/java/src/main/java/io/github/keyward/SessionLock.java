package io.github.keyward;

import io.github.keyward.internal.Encoding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps the token of a floating session as long as its process lives, and for the next one if it crashes. */
final class SessionLock {
  /** Programs that run at the same time with one store. */
  private static final int MAX_SLOTS = 64;

  private static final int MAX_TOKEN = 4096;
  /** Files that this process has locked: to close one of them again would unlock it. */
  private static final Set<Path> LOCKED = ConcurrentHashMap.newKeySet();

  private final @Nullable Path path;
  private final @Nullable FileChannel file;

  private SessionLock(@Nullable Path path, @Nullable FileChannel file) {
    this.path = path;
    this.file = file;
  }

  /** For a store without locks: nobody else has it, and it keeps nothing. */
  static SessionLock none() {
    return new SessionLock(null, null);
  }

  /** Takes the first file beside the store that no living process has locked; null if there is none. */
  static @Nullable SessionLock ofAny(Path store) throws IOException {
    SessionLock lock = null;
    for (int slot = 1; slot <= MAX_SLOTS && lock == null; slot++) {
      lock = of(store, slot);
    }
    return lock;
  }

  /** Of the seat that is borrowed with this store; null if another living process has it. */
  static @Nullable SessionLock ofBorrowed(Path store) throws IOException {
    return of(store, 0);
  }

  private static @Nullable SessionLock of(Path store, int slot) throws IOException {
    FileLicenseStore.makeFolder(store);
    // The locks of Java and those of other languages do not see each other.
    Path path = store.resolveSibling(store.getFileName() + ".session-java-" + slot);
    return LOCKED.add(path) ? on(path) : null;
  }

  private static @Nullable SessionLock on(Path path) throws IOException {
    FileChannel file = null;
    FileLock lock = null;
    try {
      Set<StandardOpenOption> options =
          EnumSet.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
      file = FileChannel.open(path, options, FileLicenseStore.ownerOnly(path, "rw-------"));
      // Beyond the token, because nobody can read what is locked on Windows.
      lock = file.tryLock(MAX_TOKEN, 1, false);
      return lock == null ? null : new SessionLock(path, file);
    } catch (OverlappingFileLockException another) {
      // Another class loader of this process has it.
      file = null;
      return null;
    } finally {
      if (lock == null) {
        LOCKED.remove(path);
        if (file != null) {
          file.close();
        }
      }
    }
  }

  /** Token of a session that was not given back. */
  @Nullable String left() throws IOException {
    if (file == null) {
      return null;
    }
    ByteBuffer bytes = ByteBuffer.allocate(MAX_TOKEN);
    int length = file.read(bytes, 0);
    return length <= 0 ? null : new String(bytes.array(), 0, length, StandardCharsets.UTF_8);
  }

  /** Null if the session has ended. */
  void keep(@Nullable String token) throws IOException {
    if (file != null) {
      file.truncate(0);
    }
    if (file != null && token != null) {
      file.write(ByteBuffer.wrap(Encoding.utf8(token)), 0);
    }
  }

  void unlock() throws IOException {
    if (file != null) {
      try {
        file.close();
      } finally {
        LOCKED.remove(path);
      }
    }
  }
}
