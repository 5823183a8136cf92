package io.github.keyward;

import io.github.keyward.internal.Encoding;
import io.github.keyward.internal.Fields;
import io.github.keyward.internal.Json;
import io.github.keyward.internal.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts that a program without a connection signs for the vendor. */
final class ProgramReport {
  /** 128 bits. */
  private static final int SHORTENED = 22;

  private static final int NONCE = 16;
  private static final int MAX_NAME = 100;
  /** JavaScript puts names that are numbers up to this one first. */
  private static final long MAX_INDEX = (1L << 32) - 2;

  private ProgramReport() {}

  /**
   * The next report.
   *
   * @param to its end in seconds since 1970
   */
  static String written(LedgerState state, ProgramFile file, long to, ProgramKey key) {
    String before = state.report;
    Map<String, @Nullable Object> header =
        map("alg", "EdDSA", "kid", file.kid, "typ", "keyward-report+jws", "chain", Collections.singletonList(file.certificate));
    Map<String, @Nullable Object> claims =
        map(
            "ver", 1, "relay", file.id, "license", file.licenseId, "seq", state.seq + 1,
            "prev", before == null ? null : Encoding.hex(Encoding.sha256(Encoding.utf8(before))),
            "boot", state.boot, "from", state.from, "to", to, "usage", usage(state));
    String text = encoded(header) + "." + encoded(claims);
    return text + "." + key.sign(text);
  }

  /** The few numbers of a report that matter, as a code that can be read over the telephone. */
  static String code(String report, ProgramFile file) {
    Fields claims = claimsIn(report);
    Fields usage = claims.object("usage");
    Fields sessions = usage.object("sessions");
    Map<String, @Nullable Object> numbers =
        map("r", claims.get("relay"), "q", claims.get("seq"), "f", claims.get("from"), "t", claims.get("to"));
    numbers.put("p", sessions.get("peak"));
    numbers.put("x", sessions.get("refused"));
    Fields meters = usage.object("meters");
    List<String> codes = new ArrayList<>(meters.asMap().keySet());
    codes.sort(Comparator.comparingLong(ProgramReport::index));
    Map<String, @Nullable Object> used = new LinkedHashMap<>();
    codes.forEach(code -> used.put(code, meters.object(code).get("used")));
    if (!used.isEmpty()) {
      numbers.put("m", used);
    }
    byte[] secret = Encoding.sha256(Encoding.utf8(file.license));
    byte[] proof = Encoding.hmacSha256(secret, Encoding.utf8(Json.write(numbers)));
    numbers.put("s", Encoding.base64url(proof).substring(0, SHORTENED));
    return "KWU1." + encoded(numbers);
  }

  /** The code with which the program gives its amounts back. */
  static String releaseCode(ProgramFile file, ProgramKey key) {
    String signature = key.sign("keyward relay release " + file.id + " " + file.jti);
    return "KWY1." + encoded(map("r", file.id, "j", file.jti, "s", signature));
  }

  /** The code with which an admin issues a file for this key. */
  static String requestCode(ProgramKey key, String name) {
    int end = name.offsetByCodePoints(0, Math.min(MAX_NAME, name.codePointCount(0, name.length())));
    return "KWL1." + encoded(map("k", key.x, "n", name.substring(0, end), "t", Encoding.random(NONCE)));
  }

  /** Starts of a program need no seat: it has no peak, and what it refused are amounts of meters. */
  private static Map<String, @Nullable Object> usage(LedgerState state) {
    Map<String, @Nullable Object> meters = new LinkedHashMap<>();
    state.used.forEach((meter, total) -> meters.put(meter, map("used", since(meter, total, state).toString())));
    List<Object> versions = new ArrayList<>();
    state.versions.forEach(version -> versions.add(map("version", version, "devices", 1)));
    List<String> sorted = new ArrayList<>(state.days);
    Collections.sort(sorted);
    List<Object> days = new ArrayList<>();
    sorted.forEach(day -> days.add(map("day", day, "peak", 0, "refused", 0, "minutes_full", 0)));
    return map(
        "sessions", map("peak", 0, "started", state.starts, "refused", state.refused, "minutes_full", 0),
        "meters", meters, "versions", versions, "devices", 1, "days", days);
  }

  private static DecimalAmount since(String meter, String total, LedgerState state) {
    return DecimalAmount.orNone(total).minus(DecimalAmount.orNone(state.reported.get(meter)));
  }

  private static long index(String meter) {
    boolean isIndex = meter.matches("0|[1-9][0-9]{0,9}");
    return isIndex ? Math.min(Long.parseLong(meter), MAX_INDEX + 1) : MAX_INDEX + 1;
  }

  /** Claims of a report that this ledger has signed. */
  private static Fields claimsIn(String report) {
    byte[] claims = Encoding.fromBase64url(report.split("\\.")[1]);
    try {
      return Fields.of(claims == null ? null : Json.parse(new String(claims, StandardCharsets.UTF_8)));
    } catch (JsonException damaged) {
      throw new KeywardException("LEDGER_DAMAGED", "The report of the ledger is damaged", damaged);
    }
  }

  private static String encoded(Map<String, @Nullable Object> value) {
    return Encoding.base64url(Encoding.utf8(Json.write(value)));
  }

  private static Map<String, @Nullable Object> map(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int index = 0; index < namesAndValues.length; index += 2) {
      map.put((String) namesAndValues[index], namesAndValues[index + 1]);
    }
    return map;
  }
}
