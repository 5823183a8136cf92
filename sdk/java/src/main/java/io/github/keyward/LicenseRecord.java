package io.github.keyward;

import io.github.keyward.internal.Encoding;
import io.github.keyward.internal.Fields;
import io.github.keyward.internal.Json;
import io.github.keyward.internal.JsonException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The text of a store. Answer, file and proofs are signed; the time is sealed with them. It is the same in all languages. */
final class LicenseRecord {
  private static final long VERSION = 1;

  @Nullable String licenseKey;
  /** Compact JWS of the last answer. */
  @Nullable String answer;
  /** License file as it was received. */
  @Nullable String file;
  /** A borrowed floating seat: compact JWS of the last answer about it, and its token. */
  @Nullable String borrowedAnswer;

  @Nullable String borrowedToken;
  /** Latest time that was seen, in milliseconds since 1970. */
  long seen;

  List<String> proofs = Collections.emptyList();
  /** Id of a device that has none of its own. */
  @Nullable String device;
  /** License files whose seats were given up, and borrowed sessions that were returned or lost. */
  List<String> released = Collections.emptyList();
  /** The last request for a license file. */
  @Nullable OfflineRequest request;
  /** Whether somebody changed what is sealed. */
  boolean isEdited;

  String encode() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("version", VERSION);
    put(fields, "licenseKey", licenseKey);
    put(fields, "answer", answer);
    put(fields, "file", file);
    if (borrowedAnswer != null) {
      Map<String, Object> borrowed = new LinkedHashMap<>();
      borrowed.put("answer", borrowedAnswer);
      borrowed.put("token", borrowedToken);
      fields.put("borrowed", borrowed);
    }
    fields.put("seen", seen);
    fields.put("keys", Collections.singletonMap("proofs", proofs));
    put(fields, "device", device);
    fields.put("released", released);
    put(fields, "request", request == null ? null : request.fields());
    fields.put("seal", seal());
    return Json.write(fields);
  }

  /** Never throws: the text may be anything. */
  static LicenseRecord decode(@Nullable String text) {
    Fields fields = parsed(text);
    LicenseRecord record = new LicenseRecord();
    record.licenseKey = textIn(fields, "licenseKey");
    record.answer = textIn(fields, "answer");
    record.file = textIn(fields, "file");
    record.borrowedAnswer = textIn(fields.object("borrowed"), "answer");
    record.borrowedToken = textIn(fields.object("borrowed"), "token");
    record.seen = fields.integer("seen", 0);
    record.proofs = fields.object("keys").texts("proofs");
    record.device = textIn(fields, "device");
    record.released = fields.texts("released");
    record.request = OfflineRequest.in(fields.object("request"));
    boolean isSealed = fields.integer("version", 0) == VERSION && record.seal().equals(fields.get("seal"));
    if (text != null && !isSealed) {
      record.answer = null;
      record.file = null;
      record.borrowedAnswer = null;
      record.seen = 0;
      record.request = null;
      record.isEdited = true;
    }
    return record;
  }

  /** No secret: it notices an edited time. What bounds the use is in the signed answer. */
  private String seal() {
    List<Object> sealed = new ArrayList<>(Arrays.asList("keyward", licenseKey, answer, file, seen, released));
    if (request != null) {
      sealed.add(request.nonce);
      sealed.add(request.at);
    }
    return Encoding.hex(Encoding.sha256(Encoding.utf8(Json.write(sealed))));
  }

  private static Fields parsed(@Nullable String text) {
    try {
      return Fields.of(text == null ? null : Json.parse(text));
    } catch (JsonException garbage) {
      return Fields.of(null);
    }
  }

  private static @Nullable String textIn(Fields fields, String name) {
    String value = fields.text(name, "");
    return value.isEmpty() ? null : value;
  }

  private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, value);
    }
  }

  /** A request for a license file that a device without network shows. */
  static final class OfflineRequest {
    final String nonce;
    /** Local clock when it was made, in milliseconds since 1970. */
    final long at;

    OfflineRequest(String nonce, long at) {
      this.nonce = nonce;
      this.at = at;
    }

    static @Nullable OfflineRequest in(Fields fields) {
      String nonce = fields.text("nonce");
      return nonce == null || !(fields.get("at") instanceof Long) ? null : new OfflineRequest(nonce, fields.integer("at", 0));
    }

    Map<String, Object> fields() {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("nonce", nonce);
      fields.put("at", at);
      return fields;
    }
  }
}
