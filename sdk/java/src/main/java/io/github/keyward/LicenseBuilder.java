package io.github.keyward;

import io.github.keyward.internal.ApiClient;
import io.github.keyward.internal.BaseUrl;
import io.github.keyward.internal.RelayFinder;
import io.github.keyward.internal.TrustedKeys;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Options of a {@link License}. The first four must be given. */
public final class LicenseBuilder {
  private static final int MAX_FINGERPRINT = 512;
  /** Longer than all licenses, and short enough to be added to a time. */
  private static final long NO_LIMIT = 1L << 53;

  private @Nullable String baseUrl;
  private @Nullable String product;
  private final List<String> publicKeys = new ArrayList<>();
  private @Nullable LicenseStore store;
  private @Nullable String device;
  private @Nullable String environment;
  private @Nullable String licenseKey;
  private @Nullable String appVersion;
  private @Nullable String channel;
  private @Nullable String policy;
  private @Nullable String group;
  private @Nullable String customer;
  private @Nullable String checksum;
  private @Nullable String user;
  private boolean isFloating;
  private boolean findsRelay;
  private @Nullable Duration longestGrace;
  private Duration timeout = Duration.ofSeconds(10);
  private int retries = 1;
  private boolean hasBackground = true;
  private Clock clock = Clock.systemUTC();
  private Executor executor = AsyncLicense.daemons();
  private SystemReader system = new SystemReader();

  LicenseBuilder() {}

  /** Address of the license server, without {@code /api/v1}. */
  public LicenseBuilder baseUrl(String baseUrl) {
    this.baseUrl = baseUrl;
    return this;
  }

  /** Reference of the product. */
  public LicenseBuilder product(String product) {
    this.product = product;
    return this;
  }

  /** Public keys of the server that the program trusts: {@code x} of each in {@code /.well-known/jwks.json}. */
  public LicenseBuilder publicKeys(String... keys) {
    return publicKeys(Arrays.asList(keys));
  }

  public LicenseBuilder publicKeys(Collection<String> keys) {
    publicKeys.addAll(keys);
    return this;
  }

  /** Where the license is remembered, such as {@link FileLicenseStore#forApplication}. */
  public LicenseBuilder store(LicenseStore store) {
    this.store = store;
    return this;
  }

  /** A text that names this device, 1 to 86 characters; by default from the id of the system. */
  public LicenseBuilder device(@Nullable String device) {
    this.device = device;
    return this;
  }

  /** {@code physical}, {@code virtual_machine}, {@code container} or {@code development}; by default as the platform documents it. */
  public LicenseBuilder environment(@Nullable String environment) {
    this.environment = environment;
    return this;
  }

  /** A key that the program knows already; it precedes the one in the store. */
  public LicenseBuilder licenseKey(@Nullable String licenseKey) {
    this.licenseKey = licenseKey;
    return this;
  }

  /** Version of the program. */
  public LicenseBuilder appVersion(@Nullable String appVersion) {
    this.appVersion = appVersion;
    return this;
  }

  /** Release channel of the program, such as {@code beta}. */
  public LicenseBuilder channel(@Nullable String channel) {
    this.channel = channel;
    return this;
  }

  /** E-mail address or external id of the user, for licenses by user. */
  public LicenseBuilder user(@Nullable String user) {
    this.user = user;
    return this;
  }

  /** Id or name of the policy that the license must have. */
  public LicenseBuilder policy(@Nullable String policy) {
    this.policy = policy;
    return this;
  }

  /** Id or name of the group in which the license must be. */
  public LicenseBuilder group(@Nullable String group) {
    this.group = group;
    return this;
  }

  /** Id, reference or e-mail of the customer who must own the license. */
  public LicenseBuilder customer(@Nullable String customer) {
    this.customer = customer;
    return this;
  }

  /** SHA-256 of the program's file in hex, which must be published for its version and product. */
  public LicenseBuilder checksum(@Nullable String checksum) {
    this.checksum = checksum;
    return this;
  }

  /** Looks for a relay in this network first, for at most two seconds: by the SRV record of the domain, then by multicast DNS. */
  public LicenseBuilder findRelay(boolean isWanted) {
    this.findsRelay = isWanted;
    return this;
  }

  /** The program needs a floating seat to run. */
  public LicenseBuilder floating(boolean isFloating) {
    this.isFloating = isFloating;
    return this;
  }

  /** Longest time for which an overdue answer is used; by default for as long as it allows. */
  public LicenseBuilder longestGrace(@Nullable Duration longestGrace) {
    this.longestGrace = longestGrace;
    return this;
  }

  /** Time to connect and to wait for an answer; 10 seconds by default. */
  public LicenseBuilder timeout(Duration timeout) {
    this.timeout = timeout;
    return this;
  }

  /** How often a call is repeated at once that nobody answered; 1 by default. */
  public LicenseBuilder retries(int retries) {
    this.retries = retries;
    return this;
  }

  /** Whether a daemon thread asks the server when it is due, as by default; without it, call {@link License#wake()}. */
  public LicenseBuilder background(boolean hasBackground) {
    this.hasBackground = hasBackground;
    return this;
  }

  /** Runs the calls of {@link License#async()}; daemon threads by default. */
  public LicenseBuilder executor(Executor executor) {
    this.executor = executor;
    return this;
  }

  /** Replaces the local clock, in tests. */
  public LicenseBuilder clock(Clock clock) {
    this.clock = clock;
    return this;
  }

  LicenseBuilder system(SystemReader system) {
    this.system = system;
    return this;
  }

  /** As {@link #open()}, away from this thread. */
  public CompletableFuture<License> openAsync() {
    return CompletableFuture.supplyAsync(this::open, executor);
  }

  /**
   * Opens the license. It waits for the server if the store holds no answer with which the program may run, or the last answer is
   * overdue. It returns also if nobody answers: look at {@link License#getState()}.
   *
   * @throws KeywardException {@code INVALID_OPTIONS} if an option is missing or wrong
   */
  public License open() {
    String address = checked(() -> BaseUrl.of(baseUrl));
    String name = device == null ? null : device.trim();
    String given = licenseKey == null || licenseKey.trim().isEmpty() ? null : licenseKey.trim();
    checkOptions(name);
    checked(() -> new TrustedKeys(publicKeys, Collections.emptyList()));
    LicenseRecord record;
    Exception problem = null;
    try {
      record = LicenseRecord.decode(store.read());
    } catch (IOException unreadable) {
      // A store that cannot be read is a store without an answer.
      record = LicenseRecord.decode(null);
      problem = unreadable;
    }
    if (record.isEdited) {
      problem = new KeywardException("INVALID_REQUEST", "The store was edited: it is not used");
    }
    Device identity =
        name == null ? Device.ofSystem(product, record.device, system) : Device.named(name, record.device, system);
    KnownTime time = new KnownTime(clock::millis, record.seen);
    Verifier verifier = new Verifier(new TrustedKeys(publicKeys, record.proofs), product, identity.fingerprint, time);
    LicenseMemory memory = new LicenseMemory(store, verifier);
    memory.recall(record, given == null ? record.licenseKey : given, identity.remembered);
    time.sawAtLeast(memory.latestIssue());
    String where = environment == null ? identity.environment : environment;
    String called = findsRelay ? RelayFinder.of(HostDomain.of(system)).findOr(address) : address;
    ApiClient client = new ApiClient(called, Collections.emptyMap(), timeout, retries);
    LicenseServer server =
        new LicenseServer(new Calls(client, facts(identity.fingerprint), judged(where)), verifier, clock::millis);
    long grace = longestGrace == null ? NO_LIMIT : Math.min(longestGrace.toMillis(), NO_LIMIT);
    LicenseOperations work =
        new LicenseOperations(
            memory, server, time, isFloating, grace, given, verifier, product, identity.fingerprint);
    boolean isNewDevice = identity.remembered != null && !identity.remembered.equals(record.device);
    if (identity.isContainerWithoutId) {
      // Once is enough for the log: the id is in the store from now on.
      work.warn(LicenseWarning.CONTAINER_WITHOUT_ID, isNewDevice ? "" : null);
    }
    work.report(problem);
    work.begin(isNewDevice, hasBackground);
    return new License(work, where, executor);
  }

  private void checkOptions(@Nullable String name) {
    if (product == null || product.isEmpty()) {
      throw invalid("product must be the reference of a product", null);
    }
    if (store == null) {
      throw invalid("store is missing, such as FileLicenseStore.forApplication(\"my-program\")", null);
    }
    if (name != null && (name.isEmpty() || name.length() > MAX_FINGERPRINT)) {
      throw invalid("device must be a text of 1 to " + MAX_FINGERPRINT + " characters", null);
    }
    if (environment != null && !Environment.ALL.contains(environment)) {
      throw invalid("environment must be one of " + String.join(", ", Environment.ALL), null);
    }
    if (longestGrace != null && longestGrace.isNegative()) {
      throw invalid("longestGrace must not be negative", null);
    }
  }

  private Map<String, String> facts(String fingerprint) {
    Map<String, @Nullable String> facts = new LinkedHashMap<>();
    facts.put("product", product);
    facts.put("hardware_id", fingerprint);
    facts.put("app_version", appVersion);
    facts.put("channel", channel);
    facts.put("user", user);
    facts.values().removeIf(value -> value == null);
    return facts;
  }

  /** Sent besides the facts where the server judges the call by them. */
  private Map<String, String> judged(@Nullable String where) {
    Map<String, @Nullable String> judged = new LinkedHashMap<>();
    judged.put("environment", where);
    judged.put("policy", policy);
    judged.put("group", group);
    judged.put("customer", customer);
    judged.put("checksum", checksum);
    judged.values().removeIf(value -> value == null);
    return judged;
  }

  private static <T> T checked(java.util.function.Supplier<T> option) {
    try {
      return option.get();
    } catch (IllegalArgumentException wrong) {
      throw invalid(wrong.getMessage(), wrong);
    }
  }

  private static KeywardException invalid(String message, @Nullable Exception cause) {
    return new KeywardException("INVALID_OPTIONS", message, cause);
  }
}
