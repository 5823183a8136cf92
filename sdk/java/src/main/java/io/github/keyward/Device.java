package io.github.keyward;

import io.github.keyward.internal.Encoding;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** This device, named by the id of its system. The id itself never leaves the device. */
final class Device {
  private static final Pattern MACHINE_ID = Pattern.compile("^([0-9a-f-]{32,36})$", Pattern.CASE_INSENSITIVE);
  private static final Pattern PLATFORM_UUID = Pattern.compile("\"IOPlatformUUID\"\\s*=\\s*\"([^\"]+)\"");

  final String fingerprint;
  /** Null if the platform does not say. */
  final @Nullable String environment;
  /** Random id to keep in the store. */
  final @Nullable String remembered;

  final boolean isContainerWithoutId;

  private Device(
      String fingerprint, @Nullable String environment, @Nullable String remembered, boolean isContainerWithoutId) {
    this.fingerprint = fingerprint;
    this.environment = environment;
    this.remembered = remembered;
    this.isContainerWithoutId = isContainerWithoutId;
  }

  static Device named(String name, @Nullable String remembered, SystemReader system) {
    return new Device(name, Environment.of(system), remembered, false);
  }

  /**
   * Its fingerprint is the base64url of the SHA-256 of product, NUL and id: {@code /etc/machine-id} or
   * {@code /var/lib/dbus/machine-id} on Linux and BSD, IOPlatformUUID on macOS, MachineGuid on Windows; a random id in the store
   * where the system has none, and in containers that have that of their image.
   */
  static Device ofSystem(String product, @Nullable String remembered, SystemReader system) {
    String environment = Environment.of(system);
    boolean isContainer = Environment.CONTAINER.equals(environment);
    String id = systemId(system, isContainer);
    String kept = id != null || remembered != null ? remembered : UUID.randomUUID().toString();
    return new Device(
        fingerprintOf(product, id == null ? kept : id), environment, kept, isContainer && id == null);
  }

  static String fingerprintOf(String product, @Nullable String id) {
    return Encoding.base64url(Encoding.sha256(Encoding.utf8(product + "\0" + id)));
  }

  private static @Nullable String systemId(SystemReader system, boolean isContainer) {
    if (system.name.equals("win32")) {
      String guid = system.registry("SOFTWARE\\Microsoft\\Cryptography").get("MachineGuid");
      return guid == null || guid.isEmpty() || isContainer ? null : guid.toLowerCase(Locale.ROOT);
    }
    if (system.name.equals("darwin")) {
      return idIn(PLATFORM_UUID, system.output("/usr/sbin/ioreg", "-rd1", "-c", "IOPlatformExpertDevice"));
    }
    for (String path : new String[] {"/etc/machine-id", "/var/lib/dbus/machine-id"}) {
      // systemd writes "uninitialized" during the first start.
      String found = idIn(MACHINE_ID, system.text(path));
      if (found != null && (!isContainer || Environment.isMachineIdOwn(system, path))) {
        return found;
      }
    }
    return null;
  }

  private static @Nullable String idIn(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    return found.find() ? found.group(1).toLowerCase(Locale.ROOT) : null;
  }
}
