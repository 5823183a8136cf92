package io.github.keyward;

import io.github.keyward.internal.Fields;
import io.github.keyward.internal.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Paths;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs the commands of the conformance suite: a JSON object from each line of standard input, a reply for each. */
public final class Driver {
  private long now;
  private @Nullable License license;
  private @Nullable Update update;
  private @Nullable Reservation reservation;
  private final LedgerCalls ledger = new LedgerCalls(new TestClock(() -> now));

  public static void main(String[] args) throws Exception {
    Logger.getLogger("io.github.keyward").setLevel(Level.OFF);
    Driver driver = new Driver();
    PrintStream output = new PrintStream(System.out, true, "UTF-8");
    BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      output.println(Json.write(driver.send(Fields.of(Json.parse(line)))));
    }
  }

  private Map<String, @Nullable Object> send(Fields command) throws IOException {
    now = command.integer("now", 0);
    Map<String, @Nullable Object> reply = new LinkedHashMap<>();
    Object result = null;
    try {
      result = run(command.text("do", ""), command.object("with"));
    } catch (KeywardException error) {
      reply.put("error", error.getCode());
      reply.put("unreachable", error instanceof ConnectionException);
      reply.put("signed", error.isSigned());
      reply.put("message", error.getMessage());
    }
    reply.put("state", license == null ? null : state(license.getState()));
    reply.put("device", license == null ? null : device());
    reply.put("result", result);
    return reply;
  }

  private @Nullable Object run(String name, Fields with) throws IOException {
    if (name.startsWith("ledger_")) {
      return ledger.run(name.substring("ledger_".length()), with);
    }
    if (name.equals("open")) {
      license = null;
      license = open(with);
      return null;
    }
    switch (name) {
      case "activate":
        return done(license.activate(with.text("license_key", "")));
      case "active":
        license.active();
        return null;
      case "borrow":
        return done(license.borrow((int) with.integer("days", 0)));
      case "borrowed":
        return license.getBorrowedUntil() != null;
      case "check":
        return done(license.check());
      case "check_for_update":
        update = license.checkForUpdate(with.text("current_version", ""), target(with));
        return update == null ? null : ShownFacts.of(update);
      case "close":
        license.close();
        return null;
      case "commit_usage":
        return ShownFacts.of(with.has("items") ? license.commitUsage(reservation, items(with)) : license.commitUsage(reservation));
      case "download_update":
        license.downloadUpdate(update, Paths.get(with.text("path")));
        return null;
      case "facts":
        return ShownFacts.of(license.getState());
      case "last_error":
        return ShownFacts.of(license.getLastError());
      case "offline_request":
        return license.offlineRequest(with.text("license_key", ""));
      case "place":
        return ShownFacts.of(license.getPlace());
      case "record_usage":
        return ShownFacts.of(license.recordUsage(with.text("meter", ""), with.integer("amount", 1)));
      case "relay":
        return ShownFacts.of(license.getRelay());
      case "release":
        return done(license.release());
      case "release_features":
        return ShownFacts.of(license.releaseFeatures(with.texts("features").toArray(new String[0])));
      case "release_usage":
        license.releaseUsage(reservation);
        return null;
      case "reserve_usage":
        reservation = license.reserveUsage(items(with), (int) with.integer("seconds", 60));
        return null;
      case "return_borrowed":
        return done(license.returnBorrowed());
      case "state":
        return null;
      case "stop_waiting":
        return done(license.stopWaiting());
      case "take_features":
        return ShownFacts.of(license.takeFeatures(with.texts("features").toArray(new String[0])));
      case "use_feature":
        return ShownFacts.of(license.useFeature(with.text("feature", ""), with.integer("amount", 1)));
      case "use_file":
        return done(license.useFile(with.text("file", ""), with.text("license_key", "")));
      case "wait_for_seat":
        return done(license.waitForSeat(Duration.ofMillis(with.integer("timeout_ms", 0)), place -> {}));
      case "wake":
        license.wake();
        return null;
      default:
        throw new IllegalArgumentException(name);
    }
  }

  /** The reply has the state anyway. */
  private static @Nullable Object done(LicenseState state) {
    return null;
  }

  private License open(Fields with) {
    Long graceDays = with.integer("grace_days");
    LicenseBuilder builder =
        License.builder()
            .baseUrl(with.text("base_url"))
            .product(with.text("product"))
            .publicKeys(with.texts("keys"))
            .store(FileLicenseStore.of(with.text("store")))
            .device(with.text("device")).environment(with.text("environment")).policy(with.text("policy")).group(with.text("group"))
            .customer(with.text("customer")).checksum(with.text("checksum"))
            .licenseKey(with.text("license_key"))
            .floating(with.isTrue("floating"))
            .longestGrace(graceDays == null ? null : Duration.ofDays(graceDays))
            .timeout(Duration.ofMillis(with.integer("timeout_ms", 10_000)))
            .background(false).retries(0)
            .clock(new TestClock(() -> now));
    return (with.has("system") ? builder.system(TestSystem.in(with.object("system"))) : builder).open();
  }

  private static List<UsageItem> items(Fields with) {
    List<UsageItem> items = new ArrayList<>();
    for (Fields item : with.objects("items")) {
      long amount = item.integer("amount", 1);
      String meter = item.text("meter");
      items.add(meter == null ? UsageItem.feature(item.text("feature", ""), amount) : UsageItem.meter(meter, amount));
    }
    return items;
  }

  private static UpdateTarget target(Fields with) {
    UpdateTarget target = UpdateTarget.any();
    target = with.has("platform") ? target.platform(with.text("platform", "")) : target;
    target = with.has("arch") ? target.arch(with.text("arch", "")) : target;
    target = with.has("kind") ? target.kind(with.text("kind", "")) : target;
    target = with.has("label") ? target.label(with.text("label", "")) : target;
    return with.has("os_version") ? target.osVersion(with.text("os_version", "")) : target;
  }

  private static Map<String, @Nullable Object> state(LicenseState state) {
    Instant end = state.getExpiresAt();
    return map(
        "kind", state.getKind().name().toLowerCase(), "usable", state.isUsable(), "reason", state.getReason(),
        "source", state.getSource() == null ? null : state.getSource().name().toLowerCase(),
        "features", state.getFeatures(), "max_users", state.getMaxUsers(), "expires_at", end == null ? null : end.toString());
  }

  private Map<String, @Nullable Object> device() {
    List<String> warnings = new ArrayList<>();
    license.getWarnings().forEach(warning -> warnings.add(warning.name()));
    return map("environment", license.getEnvironment(), "fingerprint", license.getFingerprint(), "warnings", warnings);
  }

  static Map<String, @Nullable Object> map(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int index = 0; index < namesAndValues.length; index += 2) {
      map.put((String) namesAndValues[index], namesAndValues[index + 1]);
    }
    return map;
  }
}
