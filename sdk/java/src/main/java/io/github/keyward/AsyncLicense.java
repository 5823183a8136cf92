package io.github.keyward;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a {@link License} that return at once. A future that fails has the {@link KeywardException} as its cause; cancelling
 * one does not undo a call that was sent.
 */
public final class AsyncLicense {
  private final License license;
  private final Executor executor;

  AsyncLicense(License license, Executor executor) {
    this.license = license;
    this.executor = executor;
  }

  /** Daemon threads, of which none is left after a minute without work. */
  static Executor daemons() {
    return Daemons.POOL;
  }

  public CompletableFuture<LicenseState> activate(String licenseKey) {
    return run(() -> license.activate(licenseKey));
  }

  public CompletableFuture<LicenseState> activate() {
    return run(license::activate);
  }

  public CompletableFuture<LicenseState> check() {
    return run(license::check);
  }

  public CompletableFuture<LicenseState> release() {
    return run(license::release);
  }

  public CompletableFuture<@Nullable LicenseState> startTrial() {
    return run(license::startTrial);
  }

  public CompletableFuture<@Nullable LicenseState> startTrial(@Nullable String email, @Nullable String domain) {
    return run(() -> license.startTrial(email, domain));
  }

  public CompletableFuture<MeterUse> recordUsage(String meter, long amount) {
    return run(() -> license.recordUsage(meter, amount));
  }

  public CompletableFuture<CreditBalance> useFeature(String feature, long amount) {
    return run(() -> license.useFeature(feature, amount));
  }

  public CompletableFuture<Reservation> reserveUsage(List<UsageItem> items, int seconds) {
    return run(() -> license.reserveUsage(items, seconds));
  }

  public CompletableFuture<CommittedUsage> commitUsage(Reservation reservation) {
    return run(() -> license.commitUsage(reservation));
  }

  public CompletableFuture<CommittedUsage> commitUsage(Reservation reservation, List<UsageItem> items) {
    return run(() -> license.commitUsage(reservation, items));
  }

  public CompletableFuture<@Nullable Void> releaseUsage(Reservation reservation) {
    return CompletableFuture.runAsync(() -> license.releaseUsage(reservation), executor);
  }

  public CompletableFuture<@Nullable Update> checkForUpdate(String currentVersion) {
    return run(() -> license.checkForUpdate(currentVersion));
  }

  public CompletableFuture<@Nullable Update> checkForUpdate(String currentVersion, UpdateTarget target) {
    return run(() -> license.checkForUpdate(currentVersion, target));
  }

  public CompletableFuture<Path> downloadUpdate(Update update, Path to) {
    return run(
        () -> {
          try {
            return license.downloadUpdate(update, to);
          } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
          }
        });
  }

  public CompletableFuture<LicenseState> borrow(int days) {
    return run(() -> license.borrow(days));
  }

  public CompletableFuture<LicenseState> returnBorrowed() {
    return run(license::returnBorrowed);
  }

  public CompletableFuture<LicenseState> waitForSeat(Duration limit, Consumer<SeatPlace> listener) {
    return run(() -> license.waitForSeat(limit, listener));
  }

  public CompletableFuture<LicenseState> stopWaiting() {
    return run(license::stopWaiting);
  }

  public CompletableFuture<List<FloatingFeature>> takeFeatures(String... features) {
    return run(() -> license.takeFeatures(features));
  }

  public CompletableFuture<List<FloatingFeature>> releaseFeatures(String... features) {
    return run(() -> license.releaseFeatures(features));
  }

  private <T extends @Nullable Object> CompletableFuture<T> run(Supplier<T> call) {
    return CompletableFuture.supplyAsync(call, executor);
  }

  private static final class Daemons {
    static final Executor POOL =
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, "keyward-call");
              thread.setDaemon(true);
              return thread;
            });
  }
}
