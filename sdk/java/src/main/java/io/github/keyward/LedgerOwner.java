package io.github.keyward;

import io.github.keyward.internal.Fields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The process that has a ledger open. */
final class LedgerOwner {
  private static final int START_TIME = 19;

  private final SystemReader system;

  LedgerOwner(SystemReader system) {
    this.system = system;
  }

  /** This process, as a line of the ledger names it. */
  Map<String, @Nullable Object> current() {
    long pid = pid();
    Map<String, @Nullable Object> owner = new LinkedHashMap<>();
    owner.put("pid", pid);
    owner.put("started", startOf(pid));
    owner.put("host", host());
    return owner;
  }

  /**
   * Whether a process runs on this computer.
   *
   * @param isOurs whether this program knows that it has the ledger open
   */
  boolean isAlive(Fields owner, boolean isOurs) {
    long pid = owner.integer("pid", 0);
    if (!host().equals(owner.text("host")) || pid <= 0) {
      return false;
    }
    String started = owner.text("started");
    String now = startOf(pid);
    if (started != null && now != null) {
      return started.equals(now) && isRunning(pid);
    }
    return pid == pid() ? isOurs : isRunning(pid);
  }

  /** Name of this computer, as the clients in other languages read it. */
  private String host() {
    String name = system.isLinux() ? system.text("/proc/sys/kernel/hostname") : "";
    return name.isEmpty() ? system.output("hostname") : name;
  }

  /** When a process started, which tells it from a later one with its id; null where the system does not say. */
  private @Nullable String startOf(long pid) {
    String stat = system.isLinux() ? system.text("/proc/" + pid + "/stat") : "";
    String[] numbers = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ");
    return numbers.length > START_TIME ? numbers[START_TIME] : null;
  }

  private long pid() {
    try {
      // Its first number is the id; Java tells it from version 9 on, and Android does not.
      String stat = system.isLinux() ? system.text("/proc/self/stat") : "";
      return stat.isEmpty() ? (Long) handle("pid", handle("current", null)) : Long.parseLong(stat.split(" ")[0]);
    } catch (ReflectiveOperationException | NumberFormatException old) {
      return 0;
    }
  }

  private boolean isRunning(long pid) {
    if (system.isLinux()) {
      return system.exists("/proc/" + pid);
    }
    try {
      Object found = Class.forName("java.lang.ProcessHandle").getMethod("of", long.class).invoke(null, pid);
      return ((Optional<?>) found).isPresent();
    } catch (ReflectiveOperationException old) {
      return true;
    }
  }

  private static Object handle(String method, @Nullable Object handle) throws ReflectiveOperationException {
    return Class.forName("java.lang.ProcessHandle").getMethod(method).invoke(handle);
  }
}
