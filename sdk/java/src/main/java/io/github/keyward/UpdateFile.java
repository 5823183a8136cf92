package io.github.keyward;

import static io.github.keyward.internal.UntrustedException.untrusted;

import io.github.keyward.internal.Fields;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A file of an update, as the server signed it. */
public final class UpdateFile {
  private static final String[] IDENTITY = {"type", "name", "platform", "arch", "label"};

  private final String type;
  private final String name;
  private final long size;
  private final String sha256;
  private final Fields signed;
  private final @Nullable String url;
  private final boolean isExternal;

  private UpdateFile(Fields signed, String type, String name, String sha256, @Nullable String url, boolean isExternal) {
    this.type = type;
    this.name = name;
    this.size = signed.integer("size", 0);
    this.sha256 = sha256;
    this.signed = signed;
    this.url = url;
    this.isExternal = isExternal;
  }

  /** @param offered files of the reply, of which only the addresses are used, and only where none is signed */
  static UpdateFile in(Fields signed, List<Fields> offered) {
    String type = Update.text(signed, "type");
    String name = Update.text(signed, "name");
    String sha256 = Update.text(signed, "sha256");
    if (!(signed.get("size") instanceof Long) || !sha256.matches("[0-9a-f]{64}")) {
      throw LicenseServer.untrustedAnswer(untrusted("malformed"), "INVALID_ANSWER");
    }
    String url = signed.text("url");
    boolean isExternal = url != null;
    for (Fields file : offered) {
      url = url == null && isSame(file, signed) ? file.text("url") : url;
    }
    return new UpdateFile(signed, type, name, sha256, url, isExternal);
  }

  /** Whether it is the same file, by what the offered one tells; its sum may have been forged. */
  private static boolean isSame(Fields offered, Fields signed) {
    for (String name : IDENTITY) {
      if (!Objects.equals(offered.text(name), signed.text(name))) {
        return false;
      }
    }
    return true;
  }

  public String getType() {
    return type;
  }

  public String getName() {
    return name;
  }

  /** In bytes. */
  public long getSize() {
    return size;
  }

  /** In lower-case hex. */
  public String getSha256() {
    return sha256;
  }

  /** Of a file that is made for one; else null. */
  public @Nullable String getPlatform() {
    return signed.text("platform");
  }

  /** Processor of a file that is made for one; else null. */
  public @Nullable String getArch() {
    return signed.text("arch");
  }

  /** Tells files of one platform, processor and type apart; null for none. */
  public @Nullable String getLabel() {
    return signed.text("label");
  }

  /** Null if this license may not download it. */
  public @Nullable String getUrl() {
    return url;
  }

  /** Whether it lies outside of the license server: its address is signed then. */
  boolean isExternal() {
    return isExternal;
  }

  String address() {
    if (url == null) {
      throw new KeywardException("DOWNLOAD_NOT_ALLOWED", "This license may not download the file");
    }
    return url;
  }

  @Override
  public String toString() {
    return name;
  }
}
