package io.github.keyward;

import io.github.keyward.internal.Encoding;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts use without a connection, within what a file grants, and reports it. Threads may share it.
 *
 * <p>Its methods throw {@link IOException} for what the disk refuses.
 */
public final class UsageLedger implements Closeable {
  private static final long SECOND = 1_000;

  private final LedgerFile ledger;
  private final KnownTime time;
  private final ProgramKey key;
  private @Nullable ProgramFile file;
  private boolean isClosed;

  UsageLedger(LedgerFile ledger, KnownTime time, ProgramKey key, @Nullable ProgramFile file) {
    this.ledger = ledger;
    this.time = time;
    this.key = key;
    this.file = file;
  }

  /** Options of the ledger of a program without a connection, which draws amounts of meters from a file and reports what it used. */
  public static UsageLedgerBuilder builder() {
    return new UsageLedgerBuilder();
  }

  /** Draws a whole amount above 0, as {@link #use(String, String)} does. */
  public LedgerBalance use(String meter, long amount) throws IOException {
    return use(meter, Long.toString(amount));
  }

  /**
   * Draws an amount. When this has returned, the amount is on the disk.
   *
   * @param amount decimal text above 0
   * @throws KeywardException {@code METER_EXHAUSTED}; {@code RELAY_EXPIRED} after the end of the file; {@code METER_NOT_FOUND}
   */
  public synchronized LedgerBalance use(String meter, String amount) throws IOException {
    DecimalAmount grant = usableFile().grants.get(meter);
    if (grant == null) {
      throw new KeywardException("METER_NOT_FOUND", "The file grants nothing of " + meter);
    }
    DecimalAmount drawn = DecimalAmount.of(amount, grant.decimals);
    if (drawn == null || drawn.parts.signum() == 0) {
      throw invalid("The amount must be above 0, with at most " + grant.decimals + " decimals");
    }
    return draw(meter, grant, drawn.parts);
  }

  /** Draws the credits that one use of a feature costs, as {@link #useFeature(String, long)} does. */
  public LedgerBalance useFeature(String feature) throws IOException {
    return useFeature(feature, 1);
  }

  /**
   * Draws the credits that uses of a feature cost by the rates in the file.
   *
   * @param amount uses, above 0
   * @throws KeywardException as {@link #use(String, String)} does; {@code METER_NOT_FOUND} for a feature without a rate
   */
  public synchronized LedgerBalance useFeature(String feature, long amount) throws IOException {
    ProgramFile granting = usableFile();
    ProgramFile.Rate rate = granting.rateOf(feature, time.now());
    if (rate == null) {
      throw new KeywardException("METER_NOT_FOUND", "The file has no rate for " + feature);
    }
    if (amount <= 0) {
      throw invalid("The amount must be a whole number above 0");
    }
    BigInteger cost = rate.cost.parts.multiply(BigInteger.valueOf(amount));
    return draw(rate.credit, granting.grants.get(rate.credit), cost);
  }

  /** Balances of all meters in the file. */
  public synchronized List<LedgerBalance> getBalances() {
    List<LedgerBalance> balances = new ArrayList<>();
    if (file != null) {
      file.grants.forEach((meter, grant) -> balances.add(balanceOf(meter, grant)));
    }
    return balances;
  }

  /** Signed report of the use since the last one, for the vendor. The directory keeps it as {@code report-<number>.jws}. */
  public synchronized String report() throws IOException {
    checkOpen();
    LedgerState state = ledger.state;
    long to = Math.max(state.from, Math.floorDiv(time.now(), SECOND));
    if (state.report != null && to == state.from) {
      return state.report;
    }
    String report = ProgramReport.written(state, knownFile(), to, key);
    append("report", report, "to", to);
    keepReport();
    return report;
  }

  /** Writes the next report, and returns the code of its few numbers, which can be read over the telephone. */
  public synchronized String code() throws IOException {
    return ProgramReport.code(report(), knownFile());
  }

  /** Code with which the vendor issues a file for the key of this directory. */
  public String request(String name) {
    return ProgramReport.requestCode(key, name);
  }

  /** Draws nothing more, and returns the code with which the vendor takes back what is left. */
  public synchronized String release() throws IOException {
    checkOpen();
    ProgramFile released = knownFile();
    if (!ledger.state.isReleased) {
      append("released", true);
    }
    return ProgramReport.releaseCode(released, key);
  }

  /** Lets another process open it. */
  @Override
  public synchronized void close() throws IOException {
    if (!isClosed) {
      isClosed = true;
      ledger.close(time.now());
    }
  }

  /** Takes a file that is newer than the one before, and counts a start. */
  void begin(@Nullable ProgramFile given, @Nullable String version) throws IOException {
    if (file != null) {
      time.sawAtLeast(file.issuedAt);
    }
    if (given != null) {
      take(given);
    }
    Map<String, @Nullable Object> start = new LinkedHashMap<>();
    start.put("version", version);
    append("start", start);
    keepReport();
  }

  private void take(ProgramFile given) throws IOException {
    if (!given.x.equals(key.x) || (file != null && !file.id.equals(given.id))) {
      throw new KeywardException("LICENSE_FILE_OTHER_DEVICE", "The file is for another program");
    }
    if (file != null && file.issuedAt >= given.issuedAt) {
      return;
    }
    time.sawAtLeast(given.issuedAt);
    time.sawNew(given.issuedAt, null);
    append("file", given.text);
    file = given;
  }

  private LedgerBalance draw(String meter, DecimalAmount grant, BigInteger parts) throws IOException {
    DecimalAmount total = usedOf(meter).plus(parts);
    if (total.parts.compareTo(grant.parts) > 0) {
      append("refused", meter);
      throw new KeywardException("METER_EXHAUSTED", "Only " + balanceOf(meter, grant).getLeft() + " of " + meter + " is left");
    }
    append("use", meter, "total", total.toString());
    return balanceOf(meter, grant);
  }

  /** A process may have ended between the entry and the file. */
  private void keepReport() throws IOException {
    LedgerState state = ledger.state;
    if (state.report == null) {
      return;
    }
    Path path = ledger.directory.resolve(String.format(Locale.ROOT, "report-%06d.jws", state.seq));
    try {
      LedgerFile.writeNew(path, state.report + "\n");
    } catch (FileAlreadyExistsException written) {
      Files.write(path, Encoding.utf8(state.report + "\n"));
    }
  }

  private ProgramFile usableFile() {
    checkOpen();
    ProgramFile known = knownFile();
    if (ledger.state.isReleased) {
      throw new KeywardException("LICENSE_FILE_RELEASED", "The amounts of this file were given back");
    }
    long end = known.endsAt + SECOND;
    if (time.now() < end) {
      return known;
    }
    if (time.isTurnedBack() && time.reading() < end) {
      String message = "The clock was ahead once, or is behind now: correct it, and take a renewed file";
      throw new KeywardException("CLOCK_WAS_AHEAD", message);
    }
    throw new KeywardException("RELAY_EXPIRED", "The file has ended: take a renewed one");
  }

  private ProgramFile knownFile() {
    if (file == null) {
      throw new KeywardException("LICENSE_FILE_MISSING", "The ledger has no file yet");
    }
    return file;
  }

  private DecimalAmount usedOf(String meter) {
    return DecimalAmount.orNone(ledger.state.used.get(meter));
  }

  private LedgerBalance balanceOf(String meter, DecimalAmount grant) {
    return new LedgerBalance(meter, usedOf(meter), grant);
  }

  private void append(Object... namesAndValues) throws IOException {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    for (int index = 0; index < namesAndValues.length; index += 2) {
      entry.put((String) namesAndValues[index], namesAndValues[index + 1]);
    }
    entry.put("at", time.now());
    ledger.append(entry);
  }

  private void checkOpen() {
    if (isClosed) {
      throw new KeywardException("LICENSE_CLOSED", "The ledger is closed");
    }
  }

  private static KeywardException invalid(String message) {
    return new KeywardException("INVALID_REQUEST", message);
  }
}
