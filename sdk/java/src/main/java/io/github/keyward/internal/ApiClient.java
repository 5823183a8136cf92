package io.github.keyward.internal;

import io.github.keyward.KeywardException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sends requests to the license server. Throws {@link ConnectionException} if no working server answers. */
public final class ApiClient {
  private static final int MAX_ANSWER = 1_048_576;
  private static final int MAX_REDIRECTS = 5;
  private static final Duration MAX_RETRY_AFTER = Duration.ofSeconds(5);

  private final String baseUrl;
  private final Problems problems;
  private final Map<String, String> credentials;
  private final int timeoutMillis;
  private final int retries;

  public ApiClient(String baseUrl, Map<String, String> credentials, Duration timeout, int retries) {
    this.baseUrl = baseUrl;
    this.problems = new Problems(baseUrl);
    this.credentials = credentials;
    this.timeoutMillis = (int) Math.min(Math.max(timeout.toMillis(), 1), Integer.MAX_VALUE);
    this.retries = retries;
  }

  public Fields get(String path) {
    return send("GET", path, Collections.emptyMap(), null);
  }

  public Fields send(String path, Map<String, ?> body) {
    return send("POST", path, Collections.emptyMap(), Encoding.utf8(Json.write(body)));
  }

  public Fields change(String path, Map<String, ?> body) {
    return change(path, body, UUID.randomUUID().toString());
  }

  /** A repeated attempt is the same change: the server knows it by its key, and answers the first answer again. */
  public Fields change(String path, Map<String, ?> body, String idempotencyKey) {
    Map<String, String> headers = Collections.singletonMap("Idempotency-Key", idempotencyKey);
    return send("POST", path, headers, Encoding.utf8(Json.write(body)));
  }

  public Response openOwn(String path, Map<String, String> headers) {
    return opened("GET", baseUrl + path, headers, null);
  }

  /** A file outside of the license server: only over HTTPS, and without anything that identifies the program. */
  public Response openExternal(String address, Map<String, String> headers) {
    String url = address;
    for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      if (!url.regionMatches(true, 0, "https:", 0, 6)) {
        throw notAllowed("A file outside of the license server is downloaded over HTTPS only");
      }
      Response response = connected("GET", url, headers, null);
      String location = response.header("Location");
      if (response.status() < 300 || response.status() >= 400 || location == null) {
        return successful(response);
      }
      response.close();
      try {
        url = new URL(new URL(url), location).toString();
      } catch (MalformedURLException malformed) {
        throw notAllowed("The address of this file redirects to no address");
      }
    }
    throw notAllowed("The address of this file has too many redirects");
  }

  private Fields send(String method, String path, Map<String, String> headers, byte @Nullable [] body) {
    for (int attempt = 0; ; attempt++) {
      try {
        return attempt(method, path, headers, body);
      } catch (KeywardException error) {
        boolean isTransient = error.isPostponed() || error.getCode().equals("NETWORK_ERROR");
        Duration asked = error.getRetryAfter();
        long wait = asked == null ? (long) (200 * Math.pow(2, attempt) * (1 + Math.random() / 4)) : asked.toMillis();
        if (attempt >= retries || !isTransient || wait > MAX_RETRY_AFTER.toMillis()) {
          throw error;
        }
        Pause.of(wait);
      }
    }
  }

  private Fields attempt(String method, String path, Map<String, String> headers, byte @Nullable [] body) {
    try (Response response = opened(method, baseUrl + path, headers, body)) {
      byte[] answer = response.readAll(MAX_ANSWER, timeoutMillis);
      Object value = answer.length == 0 && response.status() == 204 ? Collections.emptyMap() : Json.parse(answer);
      if (!(value instanceof Map)) {
        throw new JsonException("It is no object");
      }
      return Fields.of(value);
    } catch (JsonException malformed) {
      throw problems.invalid(200, malformed);
    } catch (IOException failed) {
      throw problems.unreachable(failed, timeoutMillis);
    }
  }

  private Response opened(String method, String url, Map<String, String> headers, byte @Nullable [] body) {
    Map<String, String> all = new LinkedHashMap<>(credentials);
    all.putAll(headers);
    return successful(connected(method, url, all, body));
  }

  private Response connected(String method, String url, Map<String, String> headers, byte @Nullable [] body) {
    try {
      return Http.open(method, url, headers, body, timeoutMillis, !credentials.isEmpty());
    } catch (IOException failed) {
      throw problems.unreachable(failed, timeoutMillis);
    } catch (IllegalArgumentException malformed) {
      // Java checks headers: a license key with a line break, say.
      throw new KeywardException("INVALID_REQUEST", String.valueOf(malformed.getMessage()), malformed);
    }
  }

  private Response successful(Response response) {
    if (response.status() >= 200 && response.status() < 300) {
      return response;
    }
    try (Response refused = response) {
      throw refusal(refused);
    }
  }

  private KeywardException refusal(Response response) {
    int status = response.status();
    Duration wait = retryAfter(response.header("Retry-After"));
    String location = response.header("Location");
    if (status >= 300 && status < 400 && location != null) {
      return problems.redirected(status, location);
    }
    try {
      Fields answer = Fields.of(Json.parse(response.readAll(MAX_ANSWER, timeoutMillis)));
      Fields problem = answer.object("error");
      String code = problem.text("code");
      if (code != null) {
        String signed = answer.text("signed");
        String message = problem.text("message", "");
        String requestId = problem.text("request_id");
        return problem.has("waiting") && status == 409
            ? new WaitingException(code, message, status, requestId, signed, problem.object("waiting"))
            : problems.refused(code, message, status, wait, requestId, signed);
      }
    } catch (IOException | JsonException malformed) {
      // A proxy, or a captive portal.
    }
    return status >= 500 || status == 429 ? problems.unavailable(status, wait) : problems.invalid(status, null);
  }

  private static KeywardException notAllowed(String message) {
    return new KeywardException("DOWNLOAD_NOT_ALLOWED", message);
  }

  /** A number of seconds, or a date. */
  private static @Nullable Duration retryAfter(@Nullable String header) {
    String text = header == null ? "" : header.trim();
    if (text.matches("[0-9]{1,15}")) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    try {
      Instant end = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Duration.ofMillis(Math.max(0, end.toEpochMilli() - System.currentTimeMillis()));
    } catch (DateTimeException malformed) {
      return null;
    }
  }
}
