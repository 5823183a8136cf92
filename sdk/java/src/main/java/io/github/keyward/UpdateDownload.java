package io.github.keyward;

import static io.github.keyward.internal.UntrustedException.mismatch;

import io.github.keyward.internal.Encoding;
import io.github.keyward.internal.Pause;
import io.github.keyward.internal.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.function.LongFunction;
import java.util.regex.Pattern;

/** Downloads a file, and hands it over only if size and sum are those that the server has signed. */
final class UpdateDownload {
  private static final int FAILURES = 5;
  private static final int CHUNK = 1 << 20;

  private final UpdateFile file;
  /** Opens the response from a byte on. */
  private final LongFunction<Response> request;

  private final Path path;
  /** What was received. A part of another version has another name. */
  private final Path partial;

  UpdateDownload(UpdateFile file, LongFunction<Response> request, Path path) {
    this.file = file;
    this.request = request;
    this.path = path.toAbsolutePath();
    partial = this.path.resolveSibling(this.path.getFileName() + "." + file.getSha256().substring(0, 16) + ".partial");
  }

  /** Goes on where an interrupted attempt has ended. */
  Path run() throws IOException {
    removeOthers();
    int failures = 0;
    while (received() < file.getSize()) {
      long before = received();
      try {
        receive();
      } catch (ConnectionException error) {
        failures = received() > before ? 1 : failures + 1;
        if (error.getCode().equals("DOWNLOAD_CHANGED") || failures >= FAILURES) {
          throw error;
        }
        Pause.of(250L << (failures - 1));
      }
    }
    if (received() != file.getSize() || !sum().equals(file.getSha256())) {
      throw changed();
    }
    Files.move(partial, path, StandardCopyOption.REPLACE_EXISTING);
    return path;
  }

  private void receive() throws IOException {
    long start = received();
    try (Response response = opened(start)) {
      // A server sends the whole file if it has another one meanwhile, or knows no ranges.
      String range = response.header("Content-Range");
      boolean goesOn = response.status() == 206 && range != null && range.startsWith("bytes " + start + "-");
      StandardOpenOption mode = goesOn ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
      try (OutputStream target = Files.newOutputStream(partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE, mode)) {
        append(response, target, goesOn ? start : 0);
      }
    }
    if (received() < file.getSize()) {
      throw new ConnectionException("NETWORK_ERROR", "The download ended early", null);
    }
  }

  private Response opened(long start) throws IOException {
    try {
      return request.apply(start);
    } catch (KeywardException error) {
      throw error.getStatus() == 416 ? changed() : error;
    }
  }

  private void append(Response response, OutputStream target, long start) throws IOException {
    long length = start;
    for (byte[] chunk = read(response); chunk.length > 0; chunk = read(response)) {
      length += chunk.length;
      if (length > file.getSize()) {
        throw changed();
      }
      target.write(chunk);
    }
  }

  private static byte[] read(Response response) {
    try {
      return response.read();
    } catch (IOException failed) {
      throw new ConnectionException("NETWORK_ERROR", "The download was interrupted", failed);
    }
  }

  /** Removes what is left of interrupted downloads of other versions, as far as it can. */
  private void removeOthers() {
    Pattern left = Pattern.compile(Pattern.quote(path.getFileName().toString()) + "\\.[0-9a-f]{16}\\.partial");
    try (DirectoryStream<Path> others = Files.newDirectoryStream(path.getParent())) {
      for (Path other : others) {
        if (left.matcher(other.getFileName().toString()).matches() && !other.equals(partial)) {
          Files.deleteIfExists(other);
        }
      }
    } catch (IOException | RuntimeException busy) {
      // The next download tries again.
    }
  }

  private long received() throws IOException {
    return Files.exists(partial) ? Files.size(partial) : 0;
  }

  private String sum() throws IOException {
    MessageDigest digest = Encoding.digest("SHA-256");
    byte[] chunk = new byte[CHUNK];
    try (InputStream input = Files.newInputStream(partial)) {
      for (int length = input.read(chunk); length >= 0; length = input.read(chunk)) {
        digest.update(chunk, 0, length);
      }
    }
    return Encoding.hex(digest.digest());
  }

  private ConnectionException changed() throws IOException {
    Files.deleteIfExists(partial);
    String message = file.getName() + " is not the file that was signed";
    return LicenseServer.untrustedAnswer(mismatch("download", message), "DOWNLOAD_CHANGED");
  }
}
