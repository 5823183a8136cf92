package io.github.keyward;

import io.github.keyward.internal.Encoding;
import io.github.keyward.internal.DnsAnswer;
import io.github.keyward.internal.Fields;
import io.github.keyward.internal.Json;
import io.github.keyward.internal.LicenseFiles;
import io.github.keyward.internal.TrustedKeys;
import io.github.keyward.internal.UntrustedException;
import io.github.keyward.internal.VerifiedAnswer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads cases of test/vectors from standard input, as JSON, and prints the outcome of each, as JSON. */
public final class CheckVectors {
  private CheckVectors() {}

  public static void main(String[] args) throws Exception {
    ByteArrayOutputStream input = new ByteArrayOutputStream();
    byte[] chunk = new byte[1 << 16];
    for (int length = System.in.read(chunk); length >= 0; length = System.in.read(chunk)) {
      input.write(chunk, 0, length);
    }
    List<Object> outcomes = new ArrayList<>();
    for (Object task : (List<?>) Json.parse(input.toByteArray())) {
      Fields fields = Fields.of(task);
      outcomes.add(read(fields.text("vectors", ""), fields.texts("pinned"), fields.object("case")));
    }
    new PrintStream(System.out, true, "UTF-8").print(Json.write(outcomes));
    System.out.flush();
  }

  private static Object read(String vectors, List<String> pinned, Fields vector) {
    if (vectors.equals("air-gap")) {
      return airGap(vector);
    }
    if (vectors.equals("dns-answers")) {
      byte[] message = bytes(vector.text("message", ""));
      return Collections.singletonMap("result", DnsAnswer.instanceIn(message, vector.text("service", ""), "10.0.0.1"));
    }
    if (vectors.equals("fingerprints")) {
      String fingerprint = Device.fingerprintOf(vector.text("product", ""), vector.text("id", ""));
      return Collections.singletonMap("hardware_id", fingerprint);
    }
    if (vectors.equals("stores")) {
      return Collections.singletonMap("record", stored(LicenseRecord.decode(vector.text("text"))));
    }
    if (vectors.equals("typed-keys")) {
      return typedKey(TypedKey.check(vector.text("key", ""), vector.text("key_format", "")));
    }
    TrustedKeys keys = new TrustedKeys(pinned, Collections.emptyList());
    if (vectors.startsWith("key-rotation")) {
      return rotation(keys, pinned, vector);
    }
    switch (vectors) {
      case "license-files":
        Fields device = vector.object("device");
        return outcome(
            () ->
                LicenseFiles.read(
                    vector.text("file"), keys, device.text("license_key", ""), device.text("fingerprint", "")));
      case "relays":
        return outcome(() -> relayed(keys, vector));
      case "answers":
        return outcome(() -> keys.verify(vector.text("jws"), TrustedKeys.ANSWER));
      default:
        String type = vectors.equals("updates") ? TrustedKeys.UPDATE : TrustedKeys.VERDICT;
        return outcome(() -> keys.verify(vector.text("jws"), type));
    }
  }

  private static byte[] bytes(String hex) {
    byte[] bytes = new byte[hex.length() / 2];
    for (int index = 0; index < bytes.length; index++) {
      bytes[index] = (byte) Integer.parseInt(hex.substring(2 * index, 2 * index + 2), 16);
    }
    return bytes;
  }

  private static Fields relayed(TrustedKeys keys, Fields vector) throws UntrustedException {
    String type = vector.text("typ", "");
    if (!type.equals(TrustedKeys.VERDICT) && !type.equals(TrustedKeys.ANSWER)) {
      return keys.verify(vector.text("jws"), type);
    }
    VerifiedAnswer answer = keys.verifyAnswer(vector.text("jws"), type);
    Fields asked = vector.object("request");
    String key = asked.text("license_key");
    String hash = key == null ? null : Encoding.hex(Encoding.sha256(Encoding.utf8(key)));
    answer.relay.check(asked.text("product", ""), hash, asked.integer("now", 0) * 1_000);
    return answer.claims;
  }

  private static Object typedKey(TypedKey checked) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("result", checked.getResult().name().toLowerCase());
    if (checked.getText() != null) {
      fields.put("group", checked.getGroup());
      fields.put("text", checked.getText());
    }
    return fields;
  }

  private static Object airGap(Fields vector) {
    String key = vector.text("license_key", "");
    String fingerprint = vector.text("fingerprint", "");
    Map<String, String> codes = new LinkedHashMap<>();
    codes.put("offline_request", LicenseFiles.offlineRequest(key, fingerprint, vector.text("nonce", "")));
    codes.put("release_code", LicenseFiles.releaseCode(key, fingerprint, vector.text("jti", "")));
    return codes;
  }

  private static Map<String, @Nullable Object> stored(LicenseRecord record) {
    Map<String, Object> borrowed = new LinkedHashMap<>();
    borrowed.put("answer", record.borrowedAnswer);
    borrowed.put("token", record.borrowedToken);
    Map<String, @Nullable Object> read = new LinkedHashMap<>();
    read.put("license_key", record.licenseKey);
    read.put("answer", record.answer);
    read.put("file", record.file);
    read.put("seen", record.seen);
    read.put("proofs", record.proofs);
    read.put("device", record.device);
    read.put("borrowed", borrowed.containsValue(null) ? null : borrowed);
    read.put("released", record.released);
    read.put("request", record.request == null ? null : record.request.fields());
    read.put("is_edited", record.isEdited);
    return read;
  }

  private static Object rotation(TrustedKeys keys, List<String> pinned, Fields vector) {
    for (Object jwks : vector.list("learn")) {
      keys.learn(Fields.of(jwks));
    }
    TrustedKeys restarted = new TrustedKeys(pinned, keys.proofs());
    List<Object> probes = new ArrayList<>();
    for (Fields probe : vector.objects("verify")) {
      probes.add(outcome(() -> restarted.verify(probe.text("jws"), TrustedKeys.VERDICT)));
    }
    return probes;
  }

  private static Map<String, @Nullable Object> outcome(Reading reading) {
    try {
      return Collections.singletonMap("claims", reading.run().asMap());
    } catch (UntrustedException untrusted) {
      return Collections.singletonMap("error", untrusted.reason());
    }
  }

  private interface Reading {
    Fields run() throws UntrustedException;
  }
}
