package io.github.keyward.admin;

import io.github.keyward.KeywardException;
import io.github.keyward.internal.Encoding;
import io.github.keyward.internal.Fields;
import io.github.keyward.internal.Json;
import io.github.keyward.internal.JsonException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Verifies that a request comes from the license server (Standard Webhooks), in the format {@code native}. It may be used from any
 * thread.
 */
public final class WebhookVerifier {
  private static final String PREFIX = "whsec_";

  private final List<byte[]> keys = new ArrayList<>();
  private Duration tolerance = Duration.ofMinutes(5);
  private Clock clock = Clock.systemUTC();

  /** @param secrets that of the webhook; both while it is changed */
  public WebhookVerifier(String... secrets) {
    for (String secret : secrets) {
      keys.add(keyOf(secret));
    }
    if (keys.isEmpty()) {
      throw new KeywardException("INVALID_OPTIONS", "A secret is missing");
    }
  }

  /** Largest difference of the clocks and duration of the way; 5 minutes by default. */
  public WebhookVerifier tolerance(Duration tolerance) {
    this.tolerance = tolerance;
    return this;
  }

  /** Replaces the local clock, in tests. */
  public WebhookVerifier clock(Clock clock) {
    this.clock = clock;
    return this;
  }

  /**
   * Returns the event of a request.
   *
   * @param body as it was received, not parsed
   * @param headers finds the value of a header by its name, such as {@code request::getHeader}
   * @throws KeywardException {@code WEBHOOK_SIGNATURE}, {@code WEBHOOK_TOO_OLD}, {@code WEBHOOK_TOO_NEW} or
   *     {@code WEBHOOK_MALFORMED}: answer 401 or 400, and do nothing
   */
  public WebhookEvent verify(byte[] body, UnaryOperator<@Nullable String> headers) {
    String id = header(headers, "webhook-id");
    String timestamp = header(headers, "webhook-timestamp");
    String signatures = header(headers, "webhook-signature");
    // The signature first: only then the timestamp means anything.
    if (!isSigned(body, id, timestamp, signatures)) {
      throw new KeywardException("WEBHOOK_SIGNATURE", "The request was not signed with this secret");
    }
    checkAge(timestamp);
    try {
      Fields event = Fields.of(Json.parse(body));
      if (event.text("type") != null) {
        return new WebhookEvent(id, event);
      }
    } catch (JsonException malformed) {
      // Refused below.
    }
    throw new KeywardException("WEBHOOK_MALFORMED", "The body is no event in the format native");
  }

  private boolean isSigned(byte[] body, String id, String timestamp, String signatures) {
    byte[] before = Encoding.utf8(id + "." + timestamp + ".");
    byte[] content = new byte[before.length + body.length];
    System.arraycopy(before, 0, content, 0, before.length);
    System.arraycopy(body, 0, content, before.length, body.length);
    boolean isSigned = false;
    for (byte[] key : keys) {
      String expected = "v1," + Base64.getEncoder().encodeToString(Encoding.hmacSha256(key, content));
      for (String signature : signatures.split(" ")) {
        // In a time that does not depend on where they differ.
        isSigned |= MessageDigest.isEqual(Encoding.utf8(expected), Encoding.utf8(signature));
      }
    }
    return isSigned;
  }

  private void checkAge(String timestamp) {
    if (!timestamp.matches("[0-9]{1,12}")) {
      throw new KeywardException("WEBHOOK_MALFORMED", "The time of the request is no number of seconds");
    }
    long age = clock.millis() / 1000 - Long.parseLong(timestamp);
    if (Math.abs(age) > tolerance.getSeconds()) {
      throw new KeywardException(
          age < 0 ? "WEBHOOK_TOO_NEW" : "WEBHOOK_TOO_OLD", "The request was sent " + age + " s ago");
    }
  }

  private static String header(UnaryOperator<@Nullable String> headers, String name) {
    String value = headers.apply(name);
    if (value == null) {
      throw new KeywardException("WEBHOOK_MALFORMED", "The header " + name + " is missing");
    }
    return value;
  }

  /** {@code whsec_} and base64; the characters of another secret are the key themselves. */
  private static byte[] keyOf(String secret) {
    try {
      byte[] key =
          secret.startsWith(PREFIX)
              ? Base64.getDecoder().decode(secret.substring(PREFIX.length()))
              : Encoding.utf8(secret);
      if (key.length > 0) {
        return key;
      }
    } catch (IllegalArgumentException malformed) {
      // Refused below.
    }
    throw new KeywardException("INVALID_OPTIONS", "The secret must be that of a webhook");
  }
}
