package io.github.keyward;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An immutable answer to the question whether the program may run, with the facts that the server signed. */
public final class LicenseState {
  /** Decide by it, and show {@link #getReason()}. */
  public enum Kind {
    /** The server, or a license file, said yes. The program runs. */
    VALID,
    /**
     * The last yes still holds, but could not be renewed ({@code unreachable}), the clock is behind a time that was seen
     * ({@code clock_turned_back}), or the floating seat was lost ({@code no_session}). The program runs until
     * {@link #getUntil()}; tell the user to connect.
     */
    GRACE,
    /**
     * Nothing says yes any more: {@code no_license_key}, {@code no_answer}, {@code unreachable}, {@code file_ended},
     * {@code clock_turned_back}, {@code no_session}, or {@code no_seat_free} while all floating seats are taken.
     */
    MUST_CONNECT,
    /** The server said no, and signed it. The reason is its code, such as {@code EXPIRED}. */
    REFUSED
  }

  /** Where a yes comes from. */
  public enum Source {
    SERVER,
    FILE
  }

  private final Kind kind;
  private final @Nullable String reason;
  private final @Nullable Instant since;
  private final @Nullable Instant until;
  private final @Nullable SignedProof yes;
  private final @Nullable SignedProof latest;
  private final List<String> features;
  private final Map<String, Entitlement> entitlements;

  private LicenseState(
      Kind kind,
      @Nullable String reason,
      @Nullable Instant since,
      @Nullable Instant until,
      @Nullable SignedProof yes,
      @Nullable SignedProof latest,
      List<String> features,
      Map<String, Entitlement> entitlements) {
    this.kind = kind;
    this.reason = reason;
    this.since = since;
    this.until = until;
    this.yes = yes;
    this.latest = latest;
    this.features = Collections.unmodifiableList(features);
    this.entitlements = Collections.unmodifiableMap(entitlements);
  }

  static LicenseState usable(
      @Nullable String reason, SignedProof yes, long until, List<String> features, Map<String, Entitlement> entitlements) {
    Kind kind = reason == null ? Kind.VALID : Kind.GRACE;
    return new LicenseState(kind, reason, null, Instant.ofEpochMilli(until), yes, yes, features, entitlements);
  }

  static LicenseState unusable(Kind kind, String reason, @Nullable Instant since) {
    return new LicenseState(kind, reason, since, null, null, null, Collections.emptyList(), Collections.emptyMap());
  }

  /** With the addresses of what was said last. */
  LicenseState withAddressesOf(@Nullable SignedProof proof) {
    return new LicenseState(kind, reason, since, until, yes, proof, features, entitlements);
  }

  public Kind getKind() {
    return kind;
  }

  /** Whether the program may run now. */
  public boolean isUsable() {
    return yes != null;
  }

  /** Null if {@link Kind#VALID}; else a code of this package in lower case, or of the server in upper case. */
  public @Nullable String getReason() {
    return reason;
  }

  /** Null unless usable. */
  public @Nullable Source getSource() {
    return yes == null ? null : yes.source;
  }

  /**
   * Until when a running program goes on if nobody answers; null unless usable. A start with a floating seat needs the server before
   * that, unless the seat is borrowed: see {@link License#getBorrowedUntil()}.
   */
  public @Nullable Instant getUntil() {
    return until;
  }

  /** When the server refused. */
  public @Nullable Instant getSince() {
    return since;
  }

  /** Codes of the features that the license has now; empty unless usable. */
  public List<String> getFeatures() {
    return features;
  }

  public boolean hasFeature(String code) {
    return features.contains(code);
  }

  /** Entitlements that hold now, by code. */
  public Map<String, Entitlement> getEntitlements() {
    return entitlements;
  }

  /** Maximum number of users; null is unlimited. */
  public @Nullable Long getMaxUsers() {
    return yes == null ? null : yes.maxUsers;
  }

  /** Expiration of the license; null for never. */
  public @Nullable Instant getExpiresAt() {
    return yes == null || yes.expiresAt == null ? null : Instant.ofEpochMilli(yes.expiresAt);
  }

  /** UUID of the license on the server. */
  public @Nullable String getLicenseId() {
    return yes == null ? null : yes.license;
  }

  /** Null unless the product shows it to programs. */
  public @Nullable Customer getCustomer() {
    return yes == null ? null : yes.customer();
  }

  /** The object {@code public} in the metadata of the product and of the license. */
  public Map<String, @Nullable Object> getMetadata() {
    return yes == null ? Collections.emptyMap() : yes.claims.object("metadata").asMap();
  }

  /** The object {@code public} in the metadata of this device. */
  public Map<String, @Nullable Object> getDeviceMetadata() {
    return yes == null ? Collections.emptyMap() : yes.claims.object("device").object("metadata").asMap();
  }

  /** Where the user buys more, also while the license is not usable; null if the product has no such page. */
  public @Nullable String getUpgradeUrl() {
    return latest == null ? null : latest.address("upgrade_url");
  }

  /** Where the user manages licenses and devices, also while the license is not usable; null without such a page. */
  public @Nullable String getManageUrl() {
    return latest == null ? null : latest.address("manage_url");
  }

  /** The event that starts the term of the license, such as {@code first_use}; null unless it is yet to start. */
  public @Nullable String getStartsOn() {
    return yes == null ? null : yes.claims.text("starts_on");
  }

  /** Code of a rule that would refuse the license if it were not only reported, such as {@code EXPIRED}; null for none. */
  public @Nullable String getWouldBe() {
    return yes == null ? null : yes.claims.text("would_be");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LicenseState && facts().equals(((LicenseState) other).facts());
  }

  @Override
  public int hashCode() {
    return facts().hashCode();
  }

  private List<Object> facts() {
    return Arrays.asList(
        kind, reason, since, until, getSource(), features, entitlements, getMaxUsers(), getExpiresAt(), getLicenseId(),
        getCustomer(), getMetadata(), getDeviceMetadata(), getUpgradeUrl(), getManageUrl(), getStartsOn(), getWouldBe());
  }

  @Override
  public String toString() {
    return reason == null ? kind.name() : kind + " (" + reason + ")";
  }
}
