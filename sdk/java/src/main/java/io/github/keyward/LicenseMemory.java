package io.github.keyward;

import io.github.keyward.LicenseRecord.OfflineRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Verified proof about the license of a program, kept in the store. */
final class LicenseMemory {
  private static final int MAX_RELEASED = 20;

  private final LicenseStore store;
  private final Verifier verifier;
  private List<String> released = new ArrayList<>();
  private @Nullable String device;
  private @Nullable OfflineRequest request;
  private @Nullable String licenseKey;
  private @Nullable SignedProof answer;
  private @Nullable SignedProof file;
  private @Nullable Lease borrowed;

  LicenseMemory(LicenseStore store, Verifier verifier) {
    this.store = store;
    this.verifier = verifier;
  }

  @Nullable String licenseKey() {
    return licenseKey;
  }

  @Nullable SignedProof answer() {
    return answer;
  }

  @Nullable SignedProof file() {
    return file;
  }

  /** The floating seat that this device has borrowed. */
  @Nullable Lease borrowed() {
    return borrowed;
  }

  /** The newest answer that may be kept: a borrowed seat is one, too. */
  @Nullable SignedProof latestAnswer() {
    return borrowed == null ? answer : newer(answer, borrowed.proof);
  }

  /** UUID of the license, from what the server said last. */
  @Nullable String license() {
    if (answer != null && answer.license != null) {
      return answer.license;
    }
    if (file != null && file.license != null) {
      return file.license;
    }
    return borrowed == null ? null : borrowed.proof.license;
  }

  /** The latest time at which something that is known was signed. */
  long latestIssue() {
    SignedProof latest = newer(latestAnswer(), file);
    return latest == null ? 0 : latest.issuedAt;
  }

  /** The last request for a license file that no file has answered. */
  @Nullable OfflineRequest request() {
    boolean isAnswered = request != null && file != null && request.nonce.equals(file.request());
    return isAnswered ? null : request;
  }

  void rememberRequest(OfflineRequest request) {
    this.request = request;
  }

  /** Whether it was signed later than all that is known. */
  boolean isNew(SignedProof file) {
    return file.issuedAt > latestIssue();
  }

  boolean hasReleased(SignedProof file) {
    return released.contains(file.jti);
  }

  /** The last answer about a session says whether it is borrowed. */
  void rememberSession(Lease session) {
    if (session.borrowedUntil != null) {
      borrowed = session;
    } else if (borrowed != null && borrowed.id.equals(session.id)) {
      forgetBorrowed();
    }
  }

  /** By its id, so that the store does not bring it back. */
  void forgetBorrowed() {
    if (borrowed != null) {
      release(borrowed.id);
      borrowed = null;
    }
  }

  /** Null where the store has none, or cannot be used. */
  @Nullable SessionLock lockSession() {
    try {
      return store instanceof FileLicenseStore ? SessionLock.ofAny(((FileLicenseStore) store).path()) : null;
    } catch (IOException | RuntimeException unusable) {
      return null;
    }
  }

  /** Null where another living process has it. A store without locks is always free. */
  @Nullable SessionLock lockBorrowed() {
    try {
      return store instanceof FileLicenseStore ? SessionLock.ofBorrowed(((FileLicenseStore) store).path()) : SessionLock.none();
    } catch (IOException | RuntimeException unusable) {
      return SessionLock.none();
    }
  }

  /** Takes over what a record holds and what still verifies. */
  void recall(LicenseRecord record, @Nullable String licenseKey, @Nullable String device) {
    this.device = device;
    released = new ArrayList<>(record.released);
    request = record.request;
    this.licenseKey = licenseKey;
    adopt(record);
  }

  /** Takes over newer proof that another process of this program has stored. */
  void refresh() throws IOException {
    LicenseRecord record = LicenseRecord.decode(store.read());
    request = request == null ? record.request : request;
    if (licenseKey != null && licenseKey.equals(record.licenseKey)) {
      Set<String> all = new LinkedHashSet<>(released);
      all.addAll(record.released);
      keepReleased(new ArrayList<>(all));
      adopt(record);
    }
  }

  /** The last answer of the server about this key. */
  void remember(String licenseKey, SignedProof answer) {
    if (answer.revokesFile()) {
      giveUpFile();
    }
    if (!licenseKey.equals(this.licenseKey)) {
      file = null;
      forgetBorrowed();
    }
    this.licenseKey = licenseKey;
    this.answer = answer;
  }

  /** A refusal that is not newer than the file says nothing about it. */
  void useFile(String licenseKey, SignedProof file) {
    if (!licenseKey.equals(this.licenseKey)) {
      answer = null;
      forgetBorrowed();
    }
    this.licenseKey = licenseKey;
    this.file = file;
  }

  /** The seat of this device was given up. */
  void forget() {
    giveUpFile();
    forgetBorrowed();
    answer = null;
    licenseKey = null;
  }

  /** Drops what was signed with a key that has been revoked. */
  void verifyAgain() {
    if (licenseKey != null) {
      answer = answer == null ? null : verifier.storedAnswer(answer.text, licenseKey, null);
      file = file == null ? null : verifier.storedFile(file.text, licenseKey, null);
      borrowed = borrowed == null ? null : borrowedIn(borrowed.proof.text, borrowed.token, licenseKey, null);
    }
  }

  /** Stores what is known, with what another process has stored meanwhile if that is newer. */
  void save(long seen) throws IOException {
    refresh();
    replace(seen);
  }

  /** Stores what is known, whatever the store holds. */
  void replace(long seen) throws IOException {
    LicenseRecord record = new LicenseRecord();
    // A yes that may not be used without the server is no use at the next start.
    boolean isUseless = answer == null || (answer.isValid && answer.offlineUntil == null);
    record.licenseKey = licenseKey;
    record.answer = isUseless ? null : answer.text;
    record.file = file == null ? null : file.text;
    record.borrowedAnswer = borrowed == null ? null : borrowed.proof.text;
    record.borrowedToken = borrowed == null ? null : borrowed.token;
    record.seen = seen;
    record.proofs = verifier.keys.proofs();
    record.device = device;
    record.released = new ArrayList<>(released);
    if (borrowed != null) {
      // It may have been borrowed again.
      record.released.remove(borrowed.id);
    }
    record.request = request;
    store.write(record.encode());
  }

  /** By its id, so that neither its user nor the store brings it back. */
  private void giveUpFile() {
    if (file != null) {
      release(file.jti);
      file = null;
    }
  }

  private void release(String id) {
    List<String> all = new ArrayList<>(released);
    all.add(id);
    keepReleased(all);
  }

  private void keepReleased(List<String> all) {
    released = new ArrayList<>(all.subList(Math.max(0, all.size() - MAX_RELEASED), all.size()));
  }

  private void adopt(LicenseRecord record) {
    if (licenseKey == null) {
      return;
    }
    String license = license();
    answer = newer(answer, verifier.storedAnswer(record.answer, licenseKey, license));
    SignedProof found = newer(file, verifier.storedFile(record.file, licenseKey, license));
    file = found == null || hasReleased(found) ? null : found;
    Lease stored = borrowedIn(record.borrowedAnswer, record.borrowedToken, licenseKey, license);
    boolean isNewer = stored != null && (borrowed == null || stored.proof.issuedAt > borrowed.proof.issuedAt);
    borrowed = isNewer && !released.contains(stored.id) ? stored : borrowed;
  }

  private @Nullable Lease borrowedIn(
      @Nullable String text, @Nullable String token, String licenseKey, @Nullable String license) {
    SignedProof proof = token == null ? null : verifier.storedAnswer(text, licenseKey, license);
    Lease lease = proof == null ? null : Lease.in(proof, token);
    return lease == null || lease.borrowedUntil == null ? null : lease;
  }

  private static @Nullable SignedProof newer(@Nullable SignedProof known, @Nullable SignedProof stored) {
    boolean isOutdated = known == null || (stored != null && stored.issuedAt > known.issuedAt);
    return isOutdated ? stored : known;
  }
}
