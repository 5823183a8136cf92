package io.github.keyward;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the system that the program runs on; tests replace it. */
class SystemReader {
  private static final int MAX_TEXT = 1 << 20;
  private static final long TIMEOUT_SECONDS = 5;
  private static final Pattern REGISTRY_VALUE = Pattern.compile("^\\s+(\\S+)\\s+REG_SZ\\s+(.*?)\\s*$", Pattern.MULTILINE);

  /** {@code linux}, {@code darwin}, {@code win32}, or the name that Java knows. */
  final String name;

  private final Path root;
  private final Map<String, String> variables;

  SystemReader() {
    this(platform(), Paths.get("/"), System.getenv());
  }

  /** Reads files below another root. */
  SystemReader(String name, Path root, Map<String, String> variables) {
    this.name = name;
    this.root = root;
    this.variables = variables;
  }

  private static String platform() {
    String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    return name.startsWith("windows") ? "win32" : name.startsWith("mac") ? "darwin" : name;
  }

  boolean isLinux() {
    return name.startsWith("linux");
  }

  @Nullable String variable(String variable) {
    return variables.get(variable);
  }

  /** Also true for a file that may not be read. */
  boolean exists(String path) {
    return Files.exists(file(path), LinkOption.NOFOLLOW_LINKS);
  }

  /** Text of a file without spaces around it; empty if it cannot be read. */
  String text(String path) {
    try (InputStream input = Files.newInputStream(file(path))) {
      return textIn(input);
    } catch (IOException | SecurityException unreadable) {
      return "";
    }
  }

  /** Output of a program; empty if it fails. */
  String output(String... command) {
    try {
      File nothing = new File(name.equals("win32") ? "NUL" : "/dev/null");
      Process process =
          new ProcessBuilder(Arrays.asList(command)).redirectInput(nothing).redirectError(ProcessBuilder.Redirect.to(nothing)).start();
      String output = textIn(process.getInputStream());
      boolean hasEnded = process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      process.destroy();
      return hasEnded && process.exitValue() == 0 ? output : "";
    } catch (IOException | SecurityException failed) {
      return "";
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  /** Values of a key of the local machine in the registry of Windows. */
  Map<String, String> registry(String key) {
    // A 32-bit program is shown another part of the registry unless it asks for this one.
    Matcher found = REGISTRY_VALUE.matcher(output("reg", "QUERY", "HKLM\\" + key, "/reg:64"));
    Map<String, String> values = new LinkedHashMap<>();
    while (found.find()) {
      values.put(found.group(1), found.group(2));
    }
    return values;
  }

  private Path file(String path) {
    return root.resolve(path.substring(1));
  }

  private static String textIn(InputStream input) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    byte[] chunk = new byte[8192];
    for (int length = input.read(chunk); length >= 0 && text.size() < MAX_TEXT; length = input.read(chunk)) {
      text.write(chunk, 0, length);
    }
    return new String(text.toByteArray(), StandardCharsets.UTF_8).trim();
  }
}
