package io.github.keyward;

import static io.github.keyward.internal.UntrustedException.untrusted;

import io.github.keyward.internal.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file of an update, as the server signed it. */
public final class UpdateFile {
  private final String type;
  private final String name;
  private final long size;
  private final String sha256;
  private final @Nullable String url;
  private final boolean isExternal;

  private UpdateFile(String type, String name, long size, String sha256, @Nullable String url, boolean isExternal) {
    this.type = type;
    this.name = name;
    this.size = size;
    this.sha256 = sha256;
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
      boolean isSame = type.equals(file.get("type")) && name.equals(file.get("name"));
      url = url == null && isSame ? file.text("url") : url;
    }
    return new UpdateFile(type, name, signed.integer("size", 0), sha256, url, isExternal);
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
