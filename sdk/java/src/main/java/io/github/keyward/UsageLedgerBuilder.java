package io.github.keyward;

import io.github.keyward.internal.TrustedKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Options of a {@link UsageLedger}. The first three must be given. */
public final class UsageLedgerBuilder {
  private @Nullable String product;
  private final List<String> publicKeys = new ArrayList<>();
  private @Nullable Path directory;
  private @Nullable String file;
  private @Nullable String version;
  private Clock clock = Clock.systemUTC();

  UsageLedgerBuilder() {}

  /** Reference of the product. */
  public UsageLedgerBuilder product(String product) {
    this.product = product;
    return this;
  }

  /** Public keys of the server that the program trusts: {@code x} of each in {@code /.well-known/jwks.json}. */
  public UsageLedgerBuilder publicKeys(String... keys) {
    return publicKeys(Arrays.asList(keys));
  }

  public UsageLedgerBuilder publicKeys(Collection<String> keys) {
    publicKeys.addAll(keys);
    return this;
  }

  /** Folder of the ledger, for one process at a time. It is made at need, readable by its owner alone. */
  public UsageLedgerBuilder directory(Path directory) {
    this.directory = directory;
    return this;
  }

  /**
   * Text of the file that the license server issued. The directory keeps it: a later start needs none, and a renewal replaces it.
   */
  public UsageLedgerBuilder file(@Nullable String file) {
    this.file = file;
    return this;
  }

  /** Version of the program, for the report. */
  public UsageLedgerBuilder version(@Nullable String version) {
    this.version = version;
    return this;
  }

  /** Replaces the local clock, in tests. */
  public UsageLedgerBuilder clock(Clock clock) {
    this.clock = clock;
    return this;
  }

  /**
   * Opens the ledger.
   *
   * @throws KeywardException {@code LEDGER_IN_USE} while another process has it open; {@code LICENSE_FILE_…} for a file that is not for
   *     this program; {@code INVALID_OPTIONS} if an option is missing or wrong
   * @throws IOException if the directory cannot be read or written
   */
  public UsageLedger open() throws IOException {
    if (product == null || product.isEmpty() || directory == null) {
      throw new KeywardException("INVALID_OPTIONS", "product must be the reference of a product, directory a folder");
    }
    TrustedKeys keys;
    try {
      keys = new TrustedKeys(publicKeys, Collections.emptyList());
    } catch (IllegalArgumentException wrong) {
      throw new KeywardException("INVALID_OPTIONS", wrong.getMessage(), wrong);
    }
    ProgramFile given = file == null ? null : ProgramFile.read(file, keys, product);
    LedgerFile ledger = LedgerFile.open(directory, clock.millis());
    try {
      String stored = ledger.state.file;
      ProgramFile kept = stored == null ? null : ProgramFile.read(stored, keys, product);
      ProgramKey key = new ProgramKey(ledger.directory, kept == null && given != null ? given.privateKey : null);
      KnownTime time = new KnownTime(clock::millis, ledger.state.at);
      UsageLedger opened = new UsageLedger(ledger, time, key, kept);
      opened.begin(given, version);
      return opened;
    } catch (IOException | RuntimeException failed) {
      ledger.close(clock.millis());
      throw failed;
    }
  }
}
