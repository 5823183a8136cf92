package io.github.keyward;

import static io.github.keyward.internal.UntrustedException.mismatch;
import static io.github.keyward.internal.UntrustedException.untrusted;

import io.github.keyward.internal.Fields;
import io.github.keyward.internal.VersionOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A newer version. What this license may have was signed by the server. */
public final class Update {
  private final String version;
  private final String channel;
  private final @Nullable String reason;
  private final List<UpdateFile> files;
  private final @Nullable String manifest;
  private final Fields reply;

  private Update(
      String version, String channel, @Nullable String reason, List<UpdateFile> files, @Nullable String manifest, Fields reply) {
    this.version = version;
    this.channel = channel;
    this.reason = reason;
    this.files = Collections.unmodifiableList(files);
    this.manifest = manifest;
    this.reply = reply;
  }

  /** Whether the claims of an answer are about what was asked for. */
  static void checkQuestion(Fields claims, String product, String currentVersion) {
    if (!product.equals(claims.get("product")) || !currentVersion.equals(claims.get("current_version"))) {
      String message = "It is about another version or product";
      throw LicenseServer.untrustedAnswer(mismatch("version", message), "INVALID_ANSWER");
    }
  }

  /** Compares the verified claims of a manifest with what was asked for, and with the answer that it came with. */
  static Update signed(LicenseServer.Outcome found, Fields claims, String product, String currentVersion) {
    Fields reply = found.reply;
    if (!product.equals(claims.get("product"))) {
      throw LicenseServer.untrustedAnswer(mismatch("product", "It is an update of another product"), "INVALID_ANSWER");
    }
    String version = text(claims, "version");
    if (!VersionOrder.isNewer(version, currentVersion)) {
      String message = "Version " + version + " is not newer than " + currentVersion;
      throw LicenseServer.untrustedAnswer(mismatch("version", message), "INVALID_ANSWER");
    }
    if (!version.equals(found.claims.get("version"))) {
      throw LicenseServer.untrustedAnswer(mismatch("version", "The manifest is of another version"), "INVALID_ANSWER");
    }
    List<UpdateFile> files = new ArrayList<>();
    for (Fields file : claims.objects("files")) {
      files.add(UpdateFile.in(file, reply.objects("files")));
    }
    return new Update(version, text(claims, "channel"), null, files, reply.text("manifest"), reply);
  }

  /** One that this license may not have; null if there is none. */
  static @Nullable Update outOfReach(LicenseServer.Outcome found) {
    Fields signed = found.claims.object("out_of_reach");
    Fields told = found.reply.object("out_of_reach");
    String version = signed.text("version");
    String reason = signed.text("reason");
    return version == null || reason == null
        ? null
        : new Update(version, told.text("channel", ""), reason, Collections.emptyList(), null, told);
  }

  static String text(Fields claims, String name) {
    String value = claims.text(name, "");
    if (value.isEmpty()) {
      throw LicenseServer.untrustedAnswer(untrusted("malformed"), "INVALID_ANSWER");
    }
    return value;
  }

  public String getVersion() {
    return version;
  }

  public String getChannel() {
    return channel;
  }

  /** Whether this license may have it. If not, {@link #getReason()} says why: sell the renewal. */
  public boolean isAvailable() {
    return reason == null;
  }

  /** {@code UPDATES_ENDED}, {@code LICENSE_REQUIRED}, or the code with which the license is refused; null if available. */
  public @Nullable String getReason() {
    return reason;
  }

  /** Empty unless available. */
  public List<UpdateFile> getFiles() {
    return files;
  }

  /** The signed manifest, for an installer that verifies it again; null unless available. */
  public @Nullable String getManifest() {
    return manifest;
  }

  /** Not signed. */
  public boolean isMandatory() {
    return reply.isTrue("is_mandatory");
  }

  /** Not signed. */
  public @Nullable String getSummary() {
    return reply.text("summary");
  }

  /** Not signed. */
  public @Nullable String getChangelog() {
    return reply.text("changelog");
  }

  /** That of type {@code main}, else the first one that this license may download. */
  UpdateFile mainFile() {
    UpdateFile found = null;
    for (UpdateFile file : files) {
      boolean isBetter = found == null || (file.getType().equals("main") && !found.getType().equals("main"));
      found = file.getUrl() != null && isBetter ? file : found;
    }
    if (found == null) {
      throw new KeywardException("DOWNLOAD_NOT_ALLOWED", "This license may not download the update");
    }
    return found;
  }

  @Override
  public String toString() {
    return version + (reason == null ? "" : " (" + reason + ")");
  }
}
