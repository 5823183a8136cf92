package io.github.keyward;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which files of a version a program wants; all by default. */
public final class UpdateTarget {
  private static final UpdateTarget ANY = new UpdateTarget(Collections.emptyMap());

  private final Map<String, String> fields;

  private UpdateTarget(Map<String, String> fields) {
    this.fields = fields;
  }

  public static UpdateTarget any() {
    return ANY;
  }

  /** Such as {@code windows}, {@code darwin} or {@code linux}. */
  public UpdateTarget platform(String platform) {
    return with("platform", platform);
  }

  /** Processor, such as {@code x64} or {@code arm64}. */
  public UpdateTarget arch(String arch) {
    return with("arch", arch);
  }

  /** Such as {@code installer}, {@code portable} or {@code archive}. */
  public UpdateTarget kind(String kind) {
    return with("kind", kind);
  }

  /** Tells files of one platform, processor and kind apart. */
  public UpdateTarget label(String label) {
    return with("label", label);
  }

  /** Version of the system, such as {@code System.getProperty("os.version")}: versions that need a newer one are not offered. */
  public UpdateTarget osVersion(String osVersion) {
    return with("os_version", osVersion);
  }

  Map<String, String> fields() {
    return fields;
  }

  private UpdateTarget with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(fields);
    more.put(name, value);
    return new UpdateTarget(more);
  }

  @Override
  public String toString() {
    return fields.toString();
  }
}
