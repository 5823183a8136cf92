package io.github.keyward;

import io.github.keyward.internal.Encoding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A file that only its owner can read, replaced as a whole: neither a crash nor a second process leaves half of it. */
public final class FileLicenseStore implements LicenseStore {
  private static final long MAX_BYTES = 4 << 20;
  /** Windows refuses to replace a file while another process reads it. */
  private static final int BUSY_ATTEMPTS = 5;

  private static final int BUSY_PAUSE = 20;

  private final Path path;

  private FileLicenseStore(Path path) {
    this.path = path.toAbsolutePath();
  }

  public static FileLicenseStore of(Path path) {
    return new FileLicenseStore(path);
  }

  public static FileLicenseStore of(String path) {
    return of(Paths.get(path));
  }

  /**
   * A file in the folder of this user for data of programs: {@code %APPDATA%} on Windows, {@code ~/Library/Application Support}
   * on macOS, {@code ~/.config} elsewhere. On Android, use {@link #of(Path)} with {@code context.getFilesDir()}.
   *
   * @param application name of the folder, such as {@code my-program}
   */
  public static FileLicenseStore forApplication(String application) {
    String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String home = System.getProperty("user.home", "");
    Path folder;
    if (name.startsWith("windows")) {
      folder = folder(System.getenv("APPDATA"), Paths.get(home, "AppData", "Roaming"));
    } else if (name.startsWith("mac")) {
      folder = Paths.get(home, "Library", "Application Support");
    } else {
      folder = folder(System.getenv("XDG_CONFIG_HOME"), Paths.get(home, ".config"));
    }
    return of(folder.resolve(application).resolve("license"));
  }

  private static Path folder(@Nullable String named, Path otherwise) {
    return named == null || named.isEmpty() ? otherwise : Paths.get(named);
  }

  Path path() {
    return path;
  }

  @Override
  public @Nullable String read() throws IOException {
    try {
      // No store is as long.
      return Files.size(path) > MAX_BYTES ? "" : new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    } catch (NoSuchFileException none) {
      return null;
    }
  }

  @Override
  public void write(String text) throws IOException {
    makeFolder(path);
    Path draft = path.resolveSibling(path.getFileName() + "." + Encoding.hex(Encoding.randomBytes(8)) + ".tmp");
    try {
      Set<StandardOpenOption> options = EnumSet.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
      try (FileChannel file = FileChannel.open(draft, options, ownerOnly(draft, "rw-------"))) {
        writeAll(file, text);
        file.force(true);
      }
      replace(draft);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  @Override
  public void delete() throws IOException {
    Files.deleteIfExists(path);
  }

  private void replace(Path draft) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return;
      } catch (AccessDeniedException busy) {
        if (attempt == BUSY_ATTEMPTS) {
          throw busy;
        }
        pause(BUSY_PAUSE * attempt);
      }
    }
  }

  private static void pause(long milliseconds) throws IOException {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
  }

  static void writeAll(FileChannel file, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Encoding.utf8(text));
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  static void makeFolder(Path file) throws IOException {
    Path folder = file.getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      Files.createDirectories(folder, ownerOnly(folder, "rwx------"));
    }
  }

  static FileAttribute<?>[] ownerOnly(Path file, String permissions) {
    boolean isPosix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    return isPosix
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
        : new FileAttribute<?>[0];
  }
}
