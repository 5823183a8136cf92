package io.github.keyward.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.keyward.KeywardException;
import io.github.keyward.internal.Encoding;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookVerifierTest {
  private static final long NOW = 1_800_000_000;
  private static final byte[] KEY = Encoding.utf8("a secret of 24 characters");
  private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(KEY);
  private static final byte[] BODY =
      Encoding.utf8("{\"sequence\":7,\"type\":\"license.revoked\",\"at\":\"2027-01-15T08:00:00Z\",\"data\":{\"id\":\"größer\"}}");

  @Test
  void returnsTheEventOfAGenuineRequest() {
    WebhookEvent event = verifier(SECRET).verify(BODY, headers(NOW, signature(KEY, NOW, BODY))::get);
    assertEquals("license.revoked", event.getType());
    assertEquals(7, event.getSequence());
    assertEquals(Instant.parse("2027-01-15T08:00:00Z"), event.getAt());
    assertEquals("größer", event.getData().get("id"));
    assertEquals("msg_1", event.getId());
  }

  @Test
  void knowsBothSecretsWhileItIsChanged() {
    byte[] other = Encoding.utf8("other");
    String signatures = "v1a,unknown " + signature(other, NOW, BODY) + " " + signature(KEY, NOW, BODY);
    assertEquals(7, verifier(SECRET).verify(BODY, headers(NOW, signatures)::get).getSequence());
    assertEquals(7, verifier("new", SECRET).verify(BODY, headers(NOW, signature(KEY, NOW, BODY))::get).getSequence());
    assertEquals(7, verifier("other").verify(BODY, headers(NOW, signatures)::get).getSequence());
  }

  @Test
  void refusesEverythingElse() {
    String good = signature(KEY, NOW, BODY);
    assertRefused("WEBHOOK_SIGNATURE", BODY, headers(NOW, good.substring(0, good.length() - 2) + "A="));
    assertRefused("WEBHOOK_SIGNATURE", Encoding.utf8(new String(BODY) + " "), headers(NOW, good));
    assertRefused("WEBHOOK_SIGNATURE", BODY, headers(NOW - 1, good));
    assertRefused("WEBHOOK_SIGNATURE", BODY, headers(NOW, ""));
    assertRefused("WEBHOOK_TOO_OLD", BODY, headers(NOW - 301, signature(KEY, NOW - 301, BODY)));
    assertRefused("WEBHOOK_TOO_NEW", BODY, headers(NOW + 301, signature(KEY, NOW + 301, BODY)));
    assertRefused("WEBHOOK_MALFORMED", BODY, new HashMap<>());
    byte[] list = Encoding.utf8("[]");
    assertRefused("WEBHOOK_MALFORMED", list, headers(NOW, signature(KEY, NOW, list)));
    assertThrows(KeywardException.class, () -> new WebhookVerifier());
    assertThrows(KeywardException.class, () -> new WebhookVerifier("whsec_%"));
    assertThrows(KeywardException.class, () -> new WebhookVerifier(""));
  }

  private static void assertRefused(String code, byte[] body, Map<String, String> headers) {
    KeywardException refused =
        assertThrows(KeywardException.class, () -> verifier(SECRET).verify(body, headers::get));
    assertEquals(code, refused.getCode());
  }

  private static WebhookVerifier verifier(String... secrets) {
    return new WebhookVerifier(secrets).clock(Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC));
  }

  private static String signature(byte[] key, long timestamp, byte[] body) {
    byte[] content = Encoding.utf8("msg_1." + timestamp + "." + new String(body, java.nio.charset.StandardCharsets.UTF_8));
    return "v1," + Base64.getEncoder().encodeToString(Encoding.hmacSha256(key, content));
  }

  private static Map<String, String> headers(long timestamp, String signatures) {
    Map<String, String> headers = new HashMap<>();
    headers.put("webhook-id", "msg_1");
    headers.put("webhook-timestamp", String.valueOf(timestamp));
    headers.put("webhook-signature", signatures);
    return headers;
  }
}
