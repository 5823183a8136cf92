package io.github.keyward;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The license of a program on a device. It may be used from any thread.
 *
 * <p>Methods that ask the server block until it answers: call them away from the thread of the user interface, or use
 * {@link #async()}. Getters never block. They throw {@link KeywardException} if the server refuses, and
 * {@link ConnectionException} if no working server answers; the state is as before then.
 */
public final class License implements Closeable {
  private final LicenseOperations work;
  private final @Nullable String environment;
  private final AsyncLicense async;

  License(LicenseOperations work, @Nullable String environment, Executor executor) {
    this.work = work;
    this.environment = environment;
    async = new AsyncLicense(this, executor);
  }

  public static LicenseBuilder builder() {
    return new LicenseBuilder();
  }

  /** What the program may do now. */
  public LicenseState getState() {
    return work.state();
  }

  /** The license key that is known; null if the user has to type it. */
  public @Nullable String getLicenseKey() {
    return work.known().licenseKey;
  }

  /** Name of this device, which a license file is made for. */
  public String getFingerprint() {
    return work.fingerprint;
  }

  /** {@code physical}, {@code virtual_machine}, {@code container} or {@code development}; null if the platform does not say. */
  public @Nullable String getEnvironment() {
    return environment;
  }

  public List<LicenseWarning> getWarnings() {
    return work.warnings();
  }

  /** What went wrong last, also in the background; null after a good answer. */
  public @Nullable Exception getLastError() {
    return work.lastError();
  }

  /** Until when the floating seat of this device is borrowed; null if it is not. */
  public @Nullable Instant getBorrowedUntil() {
    Knowledge known = work.known();
    return known.isBorrowedAt(work.time.now()) ? Instant.ofEpochMilli(known.borrowedUntil) : null;
  }

  /** The place in the waiting line while all floating seats are taken; null for none. */
  public @Nullable SeatPlace getPlace() {
    return work.known().place;
  }

  /** The relay in the customer's network that gave the last answer; null for the vendor's server. */
  public @Nullable Relay getRelay() {
    SignedProof answer = work.known().answer;
    return answer == null || answer.relay == null ? null : new Relay(answer.relay);
  }

  /** Calls the listener with each new state, in the thread that has changed it. */
  public void addListener(Consumer<LicenseState> listener) {
    addListener(listener, Runnable::run);
  }

  /** @param executor calls the listener, such as {@code SwingUtilities::invokeLater} */
  public void addListener(Consumer<LicenseState> listener, Executor executor) {
    work.listeners.add(listener, executor);
  }

  /** The same calls, which return at once. */
  public AsyncLicense async() {
    return async;
  }

  /**
   * Takes a seat for this device. A device that is already active keeps its seat. With {@code RATE_LIMIT_EXCEEDED}, or while the
   * server is busy, the activation of a key that is known is tried again in the background.
   *
   * @param licenseKey as the user typed it
   */
  public LicenseState activate(String licenseKey) {
    return work.activate(licenseKey);
  }

  /** Takes a seat again with the license key that is known. */
  public LicenseState activate() {
    return work.activate(null);
  }

  /** Asks the server now. Returns the state also if nobody answers. */
  public LicenseState check() {
    return work.change(work::check);
  }

  /** Gives up the seat of this device and forgets the license key. */
  public LicenseState release() {
    return work.release();
  }

  /** Asks for a trial of the product and, if it is granted, activates it; null while it has to be verified. */
  public @Nullable LicenseState startTrial() {
    return work.startTrial(null, null);
  }

  /** As {@link #startTrial()}, for a product whose trials need an e-mail address or a domain. */
  public @Nullable LicenseState startTrial(@Nullable String email, @Nullable String domain) {
    return work.startTrial(email, domain);
  }

  /** Counts a use of a meter. Throws {@code METER_EXHAUSTED} if it does not fit. */
  public MeterUse recordUsage(String meter) {
    return recordUsage(meter, 1);
  }

  /** @param amount negative to return what was taken */
  public MeterUse recordUsage(String meter, long amount) {
    return CommittedUsage.only(work.recordUsage(UsageItem.meter(meter, amount)).getMeters());
  }

  /** Uses a feature that costs credits. Throws {@code METER_EXHAUSTED} if it does not fit. */
  public CreditBalance useFeature(String feature) {
    return useFeature(feature, 1);
  }

  /** @param amount negative to return what was taken */
  public CreditBalance useFeature(String feature, long amount) {
    return CommittedUsage.only(work.recordUsage(UsageItem.feature(feature, amount)).getCredits());
  }

  /**
   * Keeps amounts of meters and credits for this program, all of them or none, for a minute or until it commits or releases them.
   * Throws {@code METER_EXHAUSTED} if they do not fit.
   */
  public Reservation reserveUsage(List<UsageItem> items) {
    return work.reserveUsage(items, null);
  }

  /** @param seconds after which the reservation ends by itself */
  public Reservation reserveUsage(List<UsageItem> items, int seconds) {
    return work.reserveUsage(items, seconds);
  }

  /**
   * Takes what was reserved. It can be repeated: nothing is taken twice. Throws {@code RESERVATION_ENDED} if it is too late.
   */
  public CommittedUsage commitUsage(Reservation reservation) {
    return work.commitUsage(reservation, null);
  }

  /** @param items what is taken of it; the rest is given back */
  public CommittedUsage commitUsage(Reservation reservation, List<UsageItem> items) {
    return work.commitUsage(reservation, items);
  }

  /** Gives back what was reserved. */
  public void releaseUsage(Reservation reservation) {
    work.releaseUsage(reservation);
  }

  /** The newest version after the given one, also one that this license may not have; null if there is none. */
  public @Nullable Update checkForUpdate(String currentVersion) {
    return work.checkForUpdate(currentVersion, UpdateTarget.any());
  }

  /** @param target which files the program wants; versions without such files are skipped */
  public @Nullable Update checkForUpdate(String currentVersion, UpdateTarget target) {
    return work.checkForUpdate(currentVersion, target);
  }

  /**
   * Downloads the main file of an update, and returns where it is. It goes on where an interrupted attempt has ended.
   *
   * @throws ConnectionException {@code DOWNLOAD_CHANGED} if it is not the file that the server signed, which is deleted then
   * @throws IOException if it cannot be written
   */
  public Path downloadUpdate(Update update, Path to) throws IOException {
    return downloadUpdate(update.mainFile(), to);
  }

  /** @param file one of {@link Update#getFiles()} */
  public Path downloadUpdate(UpdateFile file, Path to) throws IOException {
    String key = getLicenseKey();
    file.address();
    return new UpdateDownload(file, start -> work.server.calls.download(file, key, start), to).run();
  }

  /**
   * Borrows the floating seat of this program: the device runs without network until then, also after restarts. Calling it again
   * replaces the days.
   */
  public LicenseState borrow(int days) {
    return work.borrow(days);
  }

  /** Returns a borrowed seat early. The program keeps it as an ordinary one. */
  public LicenseState returnBorrowed() {
    return work.returnBorrowed();
  }

  /**
   * Waits for the floating seat of this program, in the waiting line while all are taken. Throws {@code SESSIONS_EXHAUSTED} when the
   * time is over, and gives up the place then, as {@link #stopWaiting()}.
   *
   * @param listener is told the place whenever the server was asked, in the thread that waits
   */
  public LicenseState waitForSeat(Duration limit, Consumer<SeatPlace> listener) {
    return work.waitForSeat(limit, listener);
  }

  /** Gives up the place in the waiting line: the program takes no seat until it is activated, or waits again. */
  public LicenseState stopWaiting() {
    return work.stopWaiting();
  }

  /** Takes features until the seat ends. One that is exhausted is named so in the answer, and the program keeps its seat. */
  public List<FloatingFeature> takeFeatures(String... features) {
    return work.takeFeatures(Arrays.asList(features));
  }

  /** Gives features back that were taken with the floating seat. */
  public List<FloatingFeature> releaseFeatures(String... features) {
    return work.releaseFeatures(Arrays.asList(features));
  }

  /**
   * Tells that the user is active, as at each key or click. From the first call on, the server is told how long the user is idle, and
   * may take the floating seat back ({@code SESSION_IDLE}); the next call takes another one.
   */
  public void active() {
    work.active();
  }

  /** Uses a license file until it ends. Throws if it is not for this license and device, or has ended. */
  public LicenseState useFile(String text) {
    return work.useFile(text, null);
  }

  public LicenseState useFile(String text, String licenseKey) {
    return work.useFile(text, licenseKey);
  }

  /**
   * The text that a device without network shows, so that an admin makes a license file for it. It stays the same until a file
   * answers it.
   */
  public String offlineRequest(String licenseKey) {
    return work.offlineRequest(licenseKey);
  }

  public String offlineRequest() {
    return work.offlineRequest(null);
  }

  /** Gives up the license file. With the code that this returns, an admin frees the seat of the device. */
  public String releaseOffline() {
    return work.releaseOffline();
  }

  /** Does what is due. A program without the background thread calls it now and then. */
  public void wake() {
    work.turn(
        () -> {
          work.wake();
          return null;
        });
  }

  /** Ends the background thread and gives back the floating seat, unless it is borrowed. The state can still be read. */
  @Override
  public void close() {
    work.close();
  }

  @Override
  public String toString() {
    return "License[" + getState() + "]";
  }
}
