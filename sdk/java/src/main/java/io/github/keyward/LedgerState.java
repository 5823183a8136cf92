package io.github.keyward;

import io.github.keyward.internal.Fields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The sum of the entries of a ledger, in one form for all languages. Amounts are decimal texts. */
final class LedgerState {
  private static final int MAX_VERSIONS = 100;
  private static final int MAX_DAYS = 400;
  private static final int DAY_LENGTH = 10;
  private static final long SECOND = 1_000;

  /** The file of the program; null before the first one. */
  @Nullable String file;

  boolean isReleased;
  /** Number of the directory in its file system: a copy has another one. */
  String place;

  String boot;
  /** The latest time that was seen, in milliseconds since 1970. */
  long at;
  /** Number of reports that were written. */
  long seq;
  /** The newest report; null before the first one. */
  @Nullable String report;
  /** End of the newest report or, before it, the beginning, in seconds since 1970. */
  long from;
  /** Use of each meter in all. */
  final Map<String, String> used;
  /** Part of it that the reports have. */
  Map<String, String> reported;
  /** Since the newest report. */
  long starts;

  long refused;
  List<String> versions;
  List<String> days;

  LedgerState(Fields line) {
    file = line.text("file");
    isReleased = line.isTrue("isReleased");
    place = line.text("place", "");
    boot = line.text("boot", "");
    at = line.integer("at", 0);
    seq = line.integer("seq", 0);
    report = line.text("report");
    from = line.integer("from", 0);
    used = amounts(line.object("used"));
    reported = amounts(line.object("reported"));
    starts = line.integer("starts", 0);
    refused = line.integer("refused", 0);
    versions = line.texts("versions");
    days = line.texts("days");
  }

  /** @param now milliseconds since 1970 */
  static LedgerState empty(long now) {
    LedgerState state = new LedgerState(Fields.of(Collections.emptyMap()));
    state.from = Math.floorDiv(now, SECOND);
    return state;
  }

  /**
   * A copied directory goes on with another name, which its reports tell.
   *
   * @param number of the directory; empty where the system numbers none
   */
  void moveTo(String number) {
    if (boot.isEmpty() || !(number.isEmpty() || number.equals(place))) {
      place = number;
      boot = UUID.randomUUID().toString();
    }
  }

  void apply(Fields entry) {
    long instant = entry.integer("at", 0);
    String day = Instant.ofEpochMilli(instant).toString().substring(0, DAY_LENGTH);
    days = withLast(days, day, MAX_DAYS);
    at = Math.max(at, instant);
    if (entry.has("start")) {
      String version = entry.object("start").text("version");
      starts++;
      versions = version == null ? versions : withLast(versions, version, MAX_VERSIONS);
    } else if (entry.has("file")) {
      file = entry.text("file");
      isReleased = false;
      // What is signed outweighs a clock that was ahead.
      at = instant;
    } else if (entry.has("use")) {
      used.put(entry.text("use", ""), entry.text("total", "0"));
    } else if (entry.has("refused")) {
      refused++;
    } else if (entry.has("report")) {
      begin(entry.text("report"), entry.integer("to", 0));
      days = Collections.singletonList(day);
    } else if (entry.has("released")) {
      isReleased = true;
    }
  }

  Map<String, @Nullable Object> line() {
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("file", file);
    line.put("isReleased", isReleased);
    line.put("place", place);
    line.put("boot", boot);
    line.put("at", at);
    line.put("seq", seq);
    line.put("report", report);
    line.put("from", from);
    line.put("used", used);
    line.put("reported", reported);
    line.put("starts", starts);
    line.put("refused", refused);
    line.put("versions", versions);
    line.put("days", days);
    return line;
  }

  /** Counts for the next report. */
  private void begin(@Nullable String written, long to) {
    seq++;
    report = written;
    from = to;
    reported = new LinkedHashMap<>(used);
    starts = 0;
    refused = 0;
    versions = versions.subList(Math.max(0, versions.size() - 1), versions.size());
  }

  private static List<String> withLast(List<String> texts, String text, int most) {
    List<String> kept = new ArrayList<>(texts);
    kept.remove(text);
    kept.add(text);
    return kept.subList(Math.max(0, kept.size() - most), kept.size());
  }

  private static Map<String, String> amounts(Fields listed) {
    Map<String, String> amounts = new LinkedHashMap<>();
    for (String meter : listed.asMap().keySet()) {
      amounts.put(meter, listed.text(meter, "0"));
    }
    return amounts;
  }
}
