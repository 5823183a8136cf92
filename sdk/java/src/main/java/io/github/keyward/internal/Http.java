package io.github.keyward.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.net.URL;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests over {@link HttpURLConnection}, which Android has too. It uses the proxies and certificates of the Java runtime. */
final class Http {
  private Http() {}

  /**
   * Opens the response to a request. A redirect is not followed: it could lead credentials elsewhere.
   *
   * @param isRepeatable whether Java may repeat a request that was not answered; if not, the body of a 401 cannot be read
   */
  static Response open(
      String method,
      String url,
      Map<String, String> headers,
      byte @Nullable [] body,
      int timeoutMillis,
      boolean isRepeatable)
      throws IOException {
    HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
    connection.setRequestMethod(method);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setConnectTimeout(timeoutMillis);
    connection.setReadTimeout(timeoutMillis);
    connection.setRequestProperty("Accept", "application/json");
    // Calls are rare, and a kept connection may have been closed meanwhile.
    connection.setRequestProperty("Connection", "close");
    for (Map.Entry<String, String> header : headers.entrySet()) {
      connection.setRequestProperty(header.getKey(), header.getValue());
    }
    try {
      if (body != null) {
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        if (!isRepeatable) {
          connection.setFixedLengthStreamingMode(body.length);
        }
        try (OutputStream output = connection.getOutputStream()) {
          output.write(body);
        }
      }
      return responseOf(connection);
    } catch (IOException | RuntimeException failed) {
      connection.disconnect();
      throw failed;
    }
  }

  private static Response responseOf(HttpURLConnection connection) throws IOException {
    int status;
    try {
      status = connection.getResponseCode();
    } catch (HttpRetryException unauthorized) {
      // Java would like to ask for a password, and does not give the body out.
      return new Response(connection, unauthorized.responseCode(), null);
    }
    if (status < 0) {
      throw new ProtocolException("The answer is not HTTP");
    }
    InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream();
    return new Response(connection, status, body);
  }
}
