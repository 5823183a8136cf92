package io.github.keyward;

import io.github.keyward.internal.Encoding;
import io.github.keyward.internal.Fields;
import io.github.keyward.internal.Json;
import io.github.keyward.internal.JsonException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The file of a ledger: lines of JSON, each of which counts when it is on the disk. Each opening makes the next file, which begins
 * with the sum of the one before it. A process that another one has replaced sees the next file after each entry that it writes, and
 * does not answer: so no entry counts that the next file does not have.
 */
final class LedgerFile {
  private static final Pattern NAME = Pattern.compile("ledger-([0-9]{6,12})\\.jsonl");
  /** Directories whose ledgers this program has open. */
  private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

  final Path directory;
  final LedgerState state;
  private final Path path;
  private final Path next;
  /** Not a channel, which the interruption of a thread would close. */
  private final RandomAccessFile file;

  private long length;
  /** Whether entries may be in the file that the state does not have. */
  private boolean isLost;

  private LedgerFile(Path directory, long number, long now) throws IOException {
    this.directory = directory;
    path = pathOf(directory, number);
    next = pathOf(directory, number + 1);
    List<Long> before = numbersIn(directory);
    // Others may have opened it since it was seen, and have removed files.
    if (before.isEmpty() || before.remove(before.size() - 1) != number) {
      throw inUse(directory);
    }
    LedgerState newest = newestState(directory, before);
    state = newest == null ? LedgerState.empty(now) : newest;
    state.moveTo(numberOf(directory));
    file = new RandomAccessFile(path.toFile(), "rw");
    try {
      length = file.length();
      write(Collections.singletonMap("state", state.line()));
      syncFolder();
      for (long each : before) {
        Files.deleteIfExists(pathOf(directory, each));
      }
    } catch (IOException | RuntimeException failed) {
      file.close();
      throw failed;
    }
  }

  /**
   * Opens the ledger in a directory, which is made at need. Throws {@code LEDGER_IN_USE} while another process of this computer has it
   * open.
   *
   * @param now milliseconds since 1970
   */
  static LedgerFile open(Path folder, long now) throws IOException {
    Files.createDirectories(folder, FileLicenseStore.ownerOnly(folder, "rwx------"));
    Path directory = folder.toRealPath();
    LedgerOwner owner = new LedgerOwner(new SystemReader());
    List<Long> numbers = numbersIn(directory);
    long newest = numbers.isEmpty() ? 0 : numbers.get(numbers.size() - 1);
    List<Fields> lines = linesOf(directory, newest);
    boolean isOpen = !lines.isEmpty() && !lines.get(lines.size() - 1).has("closed");
    if (isOpen && owner.isAlive(lines.get(0).object("owner"), OPEN.contains(directory))) {
      throw inUse(directory);
    }
    Path path = pathOf(directory, newest + 1);
    // After the file exists, the process before this one answers nothing more: what it had answered is in its file.
    create(path, Json.write(Collections.singletonMap("owner", owner.current())) + "\n");
    try {
      LedgerFile opened = new LedgerFile(directory, newest + 1, now);
      OPEN.add(directory);
      return opened;
    } catch (IOException | RuntimeException failed) {
      Files.deleteIfExists(path);
      throw failed;
    }
  }

  /** Writes an entry to the disk. It counts when this has returned. */
  void append(Map<String, @Nullable Object> entry) throws IOException {
    if (isLost) {
      throw inUse(directory);
    }
    isLost = true;
    try {
      write(entry);
    } catch (IOException failed) {
      file.setLength(length);
      isLost = false;
      throw failed;
    }
    if (!Files.exists(path) || Files.exists(next)) {
      throw inUse(directory);
    }
    isLost = false;
    state.apply(Fields.of(entry));
  }

  void close(long at) throws IOException {
    OPEN.remove(directory);
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("at", at);
    entry.put("closed", true);
    try {
      append(entry);
    } finally {
      file.close();
    }
  }

  private void write(Map<String, ?> line) throws IOException {
    byte[] text = Encoding.utf8(Json.write(line) + "\n");
    file.seek(length);
    file.write(text);
    file.getFD().sync();
    length += text.length;
  }

  /** So that the name of a new file survives a loss of power. */
  private void syncFolder() {
    try (FileChannel folder = FileChannel.open(directory, StandardOpenOption.READ)) {
      folder.force(true);
    } catch (IOException otherSystem) {
      // Windows opens no folders.
    }
  }

  /** The state of the newest file that has one: a process may have ended before it wrote its first line. */
  private static @Nullable LedgerState newestState(Path directory, List<Long> numbers) throws IOException {
    for (int index = numbers.size() - 1; index >= 0; index--) {
      List<Fields> lines = linesOf(directory, numbers.get(index));
      if (lines.size() > 1) {
        LedgerState state = new LedgerState(lines.get(1).object("state"));
        lines.subList(2, lines.size()).forEach(state::apply);
        return state;
      }
    }
    return null;
  }

  /** Lines of a file, none if it does not exist. One without its end was never answered. */
  private static List<Fields> linesOf(Path directory, long number) throws IOException {
    List<Fields> lines = new ArrayList<>();
    try {
      String text = new String(Files.readAllBytes(pathOf(directory, number)), StandardCharsets.UTF_8);
      int start = 0;
      for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
        lines.add(Fields.of(Json.parse(text.substring(start, end))));
        start = end + 1;
      }
    } catch (NoSuchFileException none) {
      return lines;
    } catch (JsonException damaged) {
      throw new KeywardException("LEDGER_DAMAGED", "A file of the ledger in " + directory + " is damaged", damaged);
    }
    return lines;
  }

  /** Numbers of the files in a directory, the newest at the end. */
  private static List<Long> numbersIn(Path directory) throws IOException {
    List<Long> numbers = new ArrayList<>();
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory)) {
      for (Path each : paths) {
        Matcher name = NAME.matcher(each.getFileName().toString());
        if (name.matches()) {
          numbers.add(Long.valueOf(name.group(1)));
        }
      }
    }
    Collections.sort(numbers);
    return numbers;
  }

  private static Path pathOf(Path directory, long number) {
    return directory.resolve(String.format(Locale.ROOT, "ledger-%06d.jsonl", number));
  }

  /** Number of a directory in its file system, which a copy of it does not have; empty where Java does not tell it. */
  private static String numberOf(Path directory) {
    try {
      return Long.toUnsignedString(((Number) Files.getAttribute(directory, "unix:ino")).longValue());
    } catch (IOException | RuntimeException otherSystem) {
      return "";
    }
  }

  /** Makes a file with its text at once, or refuses if there is one. */
  private static void create(Path path, String text) throws IOException {
    Path draft = path.resolveSibling(path.getFileName() + "." + Encoding.hex(Encoding.randomBytes(8)) + ".tmp");
    try {
      writeNew(draft, text);
      link(draft, path, text);
    } catch (FileAlreadyExistsException another) {
      throw inUse(path);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void link(Path draft, Path path, String text) throws IOException {
    try {
      Files.createLink(path, draft);
    } catch (FileAlreadyExistsException another) {
      throw another;
    } catch (IOException | UnsupportedOperationException | SecurityException nameless) {
      // The file system knows no second names.
      writeNew(path, text);
    }
  }

  /** Writes a file that its owner alone can read. Throws {@link FileAlreadyExistsException} if there is one. */
  static void writeNew(Path path, String text) throws IOException {
    Set<StandardOpenOption> options = EnumSet.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    try (FileChannel file = FileChannel.open(path, options, FileLicenseStore.ownerOnly(path, "rw-------"))) {
      FileLicenseStore.writeAll(file, text);
    }
  }

  private static KeywardException inUse(Path path) {
    return new KeywardException("LEDGER_IN_USE", "Another process uses the ledger in " + path);
  }
}
