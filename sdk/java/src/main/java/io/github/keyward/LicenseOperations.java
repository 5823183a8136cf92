package io.github.keyward;

import static io.github.keyward.LicenseRecord.OfflineRequest;

import io.github.keyward.internal.Encoding;
import io.github.keyward.internal.LicenseFiles;
import io.github.keyward.internal.UntrustedException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that a program does with its license, each in a turn of its own. */
final class LicenseOperations extends SeatOperations {
  private static final long SECOND = 1_000;
  private static final int AIR_GAP_NONCE = 16;

  private final Verifier verifier;
  private final String product;
  final String fingerprint;

  LicenseOperations(
      LicenseMemory memory,
      LicenseServer server,
      KnownTime time,
      boolean isFloating,
      long longestGrace,
      @Nullable String givenKey,
      Verifier verifier,
      String product,
      String fingerprint) {
    super(memory, server, time, isFloating, longestGrace, givenKey);
    this.verifier = verifier;
    this.product = product;
    this.fingerprint = fingerprint;
  }

  /** If the server postpones the activation of the known key, the next check tries it again. */
  LicenseState activate(@Nullable String licenseKey) {
    return change(
        () -> {
          String key = keyOr(licenseKey);
          seat.resume();
          SignedProof answer;
          try {
            answer = server.activate(key);
          } catch (KeywardException error) {
            if (key.equals(memory.licenseKey()) && schedule.postpones(error)) {
              settle();
            }
            throw error;
          }
          return accept(key, answer);
        });
  }

  LicenseState release() {
    return change(
        () -> {
          String key = keyOr(null);
          endSeat(true);
          server.deactivate(key);
          return forget();
        });
  }

  @Nullable LicenseState startTrial(@Nullable String email, @Nullable String domain) {
    return change(
        () -> {
          String key = server.calls.requestTrial(email, domain).text("license_key");
          return key == null ? null : accept(key, server.activate(key));
        });
  }

  CommittedUsage recordUsage(UsageItem item) {
    return change(() -> server.recordUsage(keyOr(null), Collections.singletonList(item)));
  }

  Reservation reserveUsage(List<UsageItem> items, @Nullable Integer seconds) {
    return change(() -> server.reserveUsage(keyOr(null), items, seconds));
  }

  CommittedUsage commitUsage(Reservation reservation, @Nullable List<UsageItem> items) {
    return change(() -> server.commitUsage(reservation.getToken(), items));
  }

  void releaseUsage(Reservation reservation) {
    change(
        () -> {
          server.calls.releaseUsage(reservation.getToken());
          return reservation;
        });
  }

  @Nullable Update checkForUpdate(String currentVersion, UpdateTarget target) {
    return change(
        () -> {
          LicenseServer.Outcome found = server.checkForUpdate(memory.licenseKey(), currentVersion, target);
          Update.checkQuestion(found.claims, product, currentVersion);
          String manifest = found.reply.text("manifest");
          return found.claims.isTrue("available") && manifest != null
              ? Update.signed(found, server.manifest(manifest), product, currentVersion)
              : Update.outOfReach(found);
        });
  }

  LicenseState useFile(String text, @Nullable String licenseKey) {
    return change(
        () -> {
          String key = keyOr(licenseKey);
          SignedProof file = readFile(text, key);
          if (memory.hasReleased(file)) {
            throw new KeywardException("LICENSE_FILE_RELEASED", "The seat of this license file was given up");
          }
          takeTimeOf(file);
          checkEnd(file);
          memory.useFile(key, file);
          return settle();
        });
  }

  String offlineRequest(@Nullable String licenseKey) {
    return change(
        () -> {
          String key = keyOr(licenseKey);
          OfflineRequest known = memory.request();
          OfflineRequest request =
              known == null ? new OfflineRequest(Encoding.random(AIR_GAP_NONCE), time.localNow()) : known;
          memory.rememberRequest(request);
          settle();
          return LicenseFiles.offlineRequest(key, fingerprint, request.nonce);
        });
  }

  String releaseOffline() {
    return change(
        () -> {
          SignedProof file = memory.file();
          if (file == null || file.isForAnyDevice) {
            throw new KeywardException("LICENSE_FILE_MISSING", "There is no license file of this device");
          }
          String code = LicenseFiles.releaseCode(keyOr(null), fingerprint, file.jti);
          forget();
          return code;
        });
  }

  private LicenseState forget() {
    memory.forget();
    replaceStored();
    return stateNow();
  }

  private SignedProof readFile(String text, String licenseKey) {
    try {
      return verifier.file(text, licenseKey, null);
    } catch (UntrustedException untrusted) {
      throw UnusableFile.because(untrusted);
    }
  }

  private void takeTimeOf(SignedProof file) {
    time.sawAtLeast(file.issuedAt);
    if (memory.isNew(file)) {
      OfflineRequest request = memory.request();
      boolean isAsked = request != null && request.nonce.equals(file.request());
      time.sawNew(file.issuedAt, isAsked ? request.at : null);
    }
  }

  private void checkEnd(SignedProof file) {
    long end = file.endsAt + SECOND;
    if (time.now() < end) {
      return;
    }
    if (time.isTurnedBack() && time.reading() < end) {
      throw new KeywardException(
          "CLOCK_WAS_AHEAD",
          "The clock of this device was ahead once, or is behind now: correct it, and use a license file that was made for a new "
              + "request");
    }
    throw new KeywardException("LICENSE_FILE_EXPIRED", "The license file has ended");
  }
}
