package io.github.keyward;

import io.github.keyward.internal.ApiClient;
import io.github.keyward.internal.Encoding;
import io.github.keyward.internal.Fields;
import io.github.keyward.internal.Response;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The calls of the native API that a program makes. */
final class Calls {
  private static final Pattern OWN_FILE = Pattern.compile("/api/v1/updates/[^?#]*(?:\\?[^#]*)?");

  private final ApiClient client;
  /** Sent with every call about the license. */
  private final Map<String, String> facts;
  /** Sent besides them where the server judges the call by it. */
  private final Map<String, String> judged;

  Calls(ApiClient client, Map<String, String> facts, Map<String, String> judged) {
    this.client = client;
    this.facts = facts;
    this.judged = judged;
  }

  Fields validate(String licenseKey, String nonce, @Nullable String licenseFile) {
    return client.send("/api/v1/validate", judged(licenseKey, nonce, "license_file", licenseFile));
  }

  Fields activate(String licenseKey, String nonce) {
    return client.change("/api/v1/activate", judged(licenseKey, nonce, "license_file", null));
  }

  Fields deactivate(String licenseKey, String nonce) {
    Map<String, Object> body = new LinkedHashMap<>(facts);
    body.remove("user");
    body.put("license_key", licenseKey);
    body.put("nonce", nonce);
    return client.change("/api/v1/deactivate", body);
  }

  /** Without a free seat, the program takes a place in the waiting line, or keeps that of the token. */
  Fields startSession(String licenseKey, String nonce, @Nullable String waitToken) {
    Map<String, Object> body = judged(licenseKey, nonce, "wait_token", waitToken);
    body.put("wait", true);
    return client.change("/api/v1/license-sessions", body);
  }

  Fields changeFeatures(String token, String nonce, List<String> take, List<String> release) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("session_token", token);
    body.put("nonce", nonce);
    body.put("take", take);
    body.put("release", release);
    return client.send("/api/v1/license-sessions/features", body);
  }

  Fields renewSession(String token, String nonce, @Nullable Integer borrowDays, @Nullable Integer idleSeconds) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("session_token", token);
    body.put("nonce", nonce);
    put(body, "borrow_days", borrowDays);
    put(body, "idle_seconds", idleSeconds);
    put(body, "user", borrowDays == null ? null : facts.get("user"));
    return client.send("/api/v1/license-sessions/heartbeat", body);
  }

  void endSession(String token) {
    client.change("/api/v1/license-sessions/end", Collections.singletonMap("session_token", token));
  }

  Fields recordUsage(String licenseKey, String nonce, List<UsageItem> items) {
    return client.change("/api/v1/usage", used(licenseKey, nonce, items));
  }

  Fields reserveUsage(String licenseKey, String nonce, List<UsageItem> items, @Nullable Integer seconds) {
    Map<String, Object> body = used(licenseKey, nonce, items);
    put(body, "expires_in", seconds);
    return client.change("/api/v1/usage/reservations", body);
  }

  Fields commitUsage(String token, String nonce, @Nullable List<UsageItem> items) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("reservation_token", token);
    body.put("nonce", nonce);
    put(body, "items", items == null ? null : UsageItem.bodyOf(items));
    return client.change("/api/v1/usage/reservations/commit", body);
  }

  void releaseUsage(String token) {
    client.change("/api/v1/usage/reservations/release", Collections.singletonMap("reservation_token", token));
  }

  Fields requestTrial(@Nullable String email, @Nullable String domain) {
    Map<String, Object> body = known("product", "hardware_id", "app_version");
    put(body, "email", email);
    put(body, "domain", domain);
    return client.change("/api/v1/trials", body);
  }

  Fields checkForUpdate(@Nullable String licenseKey, String nonce, String currentVersion, UpdateTarget target) {
    Map<String, Object> body = known("product", "hardware_id", "channel");
    body.put("current_version", currentVersion);
    body.put("nonce", nonce);
    body.putAll(target.fields());
    put(body, "license_key", licenseKey);
    return client.send("/api/v1/updates/check", body);
  }

  Fields publicKeys() {
    return client.get("/.well-known/jwks.json");
  }

  /**
   * The open response to a request for the bytes from {@code start} on. A file of the license server comes from the one that the
   * program knows: its address is not signed, and the license key goes with the request.
   */
  Response download(UpdateFile file, @Nullable String licenseKey, long start) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (start > 0) {
      headers.put("Range", "bytes=" + start + "-");
    }
    if (file.isExternal()) {
      return client.openExternal(file.address(), headers);
    }
    Matcher own = OWN_FILE.matcher(file.address());
    if (!own.find()) {
      throw new KeywardException("DOWNLOAD_NOT_ALLOWED", "The file is not on the license server");
    }
    if (start > 0) {
      headers.put("If-Range", '"' + file.getSha256() + '"');
    }
    headers.put("X-Hardware-Id", facts.get("hardware_id"));
    if (licenseKey != null) {
      headers.put("Authorization", "License " + licenseKey);
    }
    return client.openOwn(own.group(), headers);
  }

  /** With the facts, and with what else the call is judged by. */
  private Map<String, Object> judged(String licenseKey, String nonce, String name, @Nullable Object value) {
    Map<String, Object> body = new LinkedHashMap<>(facts);
    body.putAll(judged);
    body.put("license_key", licenseKey);
    body.put("nonce", nonce);
    put(body, name, value);
    return body;
  }

  private Map<String, Object> used(String licenseKey, String nonce, List<UsageItem> items) {
    Map<String, Object> body = known("hardware_id");
    body.put("license_key", licenseKey);
    body.put("nonce", nonce);
    body.put("items", UsageItem.bodyOf(items));
    return body;
  }

  private Map<String, Object> known(String... names) {
    Map<String, Object> body = new LinkedHashMap<>();
    for (String name : names) {
      put(body, name, facts.get(name));
    }
    return body;
  }

  private static void put(Map<String, Object> body, String name, @Nullable Object value) {
    if (value != null) {
      body.put(name, value);
    }
  }

  static String nonce() {
    return Encoding.random(32);
  }
}
