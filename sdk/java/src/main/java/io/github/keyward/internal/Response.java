package io.github.keyward.internal;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.HttpURLConnection;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An open response. */
public final class Response implements Closeable {
  private static final int CHUNK = 1 << 16;

  private final HttpURLConnection connection;
  private final int status;
  private final @Nullable InputStream body;

  Response(HttpURLConnection connection, int status, @Nullable InputStream body) {
    this.connection = connection;
    this.status = status;
    this.body = body;
  }

  public int status() {
    return status;
  }

  public @Nullable String header(String name) {
    return connection.getHeaderField(name);
  }

  /** The next bytes; empty at the end. */
  public byte[] read() throws IOException {
    byte[] chunk = new byte[CHUNK];
    int length = body == null ? -1 : body.read(chunk);
    return length < 0 ? new byte[0] : Arrays.copyOf(chunk, length);
  }

  /** The whole body, which is no longer than {@code limit} and arrives within so many milliseconds. */
  public byte[] readAll(int limit, long milliseconds) throws IOException {
    long end = System.nanoTime() + milliseconds * 1_000_000;
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] chunk = read(); chunk.length > 0; chunk = read()) {
      all.write(chunk);
      if (all.size() > limit) {
        throw new IOException("The answer is longer than " + limit + " bytes");
      }
      if (System.nanoTime() - end > 0) {
        throw new InterruptedIOException("The answer took too long");
      }
    }
    return all.toByteArray();
  }

  @Override
  public void close() {
    connection.disconnect();
  }
}
