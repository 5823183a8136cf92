package io.github.keyward;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a program runs, as its platform documents it. */
final class Environment {
  static final String CONTAINER = "container";
  static final List<String> ALL = Arrays.asList("physical", "virtual_machine", CONTAINER, "development");

  /** Sandbox of desktop programs, which have the id of their host. */
  private static final String SANDBOX = "flatpak";

  private static final String[] CONTAINER_FILES = {
    "/.dockerenv", "/run/.containerenv", "/var/run/secrets/kubernetes.io/serviceaccount"
  };
  private static final Pattern CONTAINER_GROUP = Pattern.compile("/(?:docker|kubepods|libpod|lxc|ecs)[-./]");
  private static final Pattern CONTAINER_VARIABLE = Pattern.compile("(?:^|\0)container=([^\0]+)");
  private static final Pattern FLAGS = Pattern.compile("^flags\\s*:", Pattern.MULTILINE);
  private static final Pattern HYPERVISOR_FLAG = Pattern.compile("^flags\\s*:.*\\shypervisor\\b", Pattern.MULTILINE);
  /** Vendors and products of SMBIOS. */
  private static final Pattern VIRTUAL =
      Pattern.compile(
          "qemu|standard pc|kvm|vmware|vmw|virtualbox|innotek|xen|hvm domu|bochs|bhyve|parallels|virtual machine|openstack|kubevirt"
              + "|google compute engine|apple virtualization|droplet|vserver|alibaba cloud ecs|rhev",
          Pattern.CASE_INSENSITIVE);

  private Environment() {}

  /** One of {@link #ALL}; null where the platform says nothing. */
  static @Nullable String of(SystemReader system) {
    if (isContainer(system)) {
      return CONTAINER;
    }
    Boolean isVirtual = isVirtualMachine(system);
    return isVirtual == null ? null : isVirtual ? "virtual_machine" : "physical";
  }

  /**
   * Whether the machine id is of this container. Without an init of its own and without a mounted id, it is that of the image:
   * each of its containers would be the same device.
   */
  static boolean isMachineIdOwn(SystemReader system, String path) {
    for (String line : system.text("/proc/self/mountinfo").split("\n")) {
      String[] mount = line.split(" ");
      if (mount.length > 4 && mount[4].equals(path)) {
        return true;
      }
    }
    return system.exists("/run/systemd/system");
  }

  private static boolean isContainer(SystemReader system) {
    String kubernetes = system.variable("KUBERNETES_SERVICE_HOST");
    if (kubernetes != null && !kubernetes.isEmpty()) {
      return true;
    }
    if (!system.isLinux()) {
      return false;
    }
    for (String path : CONTAINER_FILES) {
      if (system.exists(path)) {
        return true;
      }
    }
    String manager = containerManager(system);
    boolean isManaged = !manager.isEmpty() && !manager.equals(SANDBOX);
    return isManaged || CONTAINER_GROUP.matcher(system.text("/proc/1/cgroup")).find();
  }

  /** As systemd's container interface documents it; its file is for programs that may not read the variables of PID 1. */
  private static String containerManager(SystemReader system) {
    for (String path : new String[] {"/run/host/container-manager", "/run/systemd/container"}) {
      String named = system.text(path);
      if (!named.isEmpty()) {
        return named;
      }
    }
    Matcher found = CONTAINER_VARIABLE.matcher(system.text("/proc/1/environ"));
    return found.find() ? found.group(1) : "";
  }

  private static @Nullable Boolean isVirtualMachine(SystemReader system) {
    if (system.name.equals("darwin")) {
      String output = system.output("/usr/sbin/sysctl", "-n", "kern.hv_vmm_present").trim();
      return output.isEmpty() ? null : Boolean.valueOf(output.equals("1"));
    }
    if (system.name.equals("win32")) {
      Map<String, String> bios = system.registry("HARDWARE\\DESCRIPTION\\System\\BIOS");
      return isVirtualHardware(bios.get("SystemManufacturer"), bios.get("SystemProductName"));
    }
    return system.isLinux() ? isVirtualLinux(system) : null;
  }

  private static @Nullable Boolean isVirtualLinux(SystemReader system) {
    if (system.text("/proc/xen/capabilities").contains("control_d")) {
      // The host of a Xen hypervisor sees it, too.
      return false;
    }
    String processor = system.text("/proc/cpuinfo");
    if (!system.text("/sys/hypervisor/type").isEmpty() || HYPERVISOR_FLAG.matcher(processor).find()) {
      return true;
    }
    Boolean isVirtual =
        isVirtualHardware(system.text("/sys/class/dmi/id/sys_vendor"), system.text("/sys/class/dmi/id/product_name"));
    return isVirtual == null && FLAGS.matcher(processor).find() ? Boolean.FALSE : isVirtual;
  }

  private static @Nullable Boolean isVirtualHardware(@Nullable String vendor, @Nullable String product) {
    String maker = vendor == null ? "" : vendor;
    String model = product == null ? "" : product;
    if (maker.isEmpty() && model.isEmpty()) {
      return null;
    }
    boolean isCloud = maker.equals("Amazon EC2") && !model.contains(".metal");
    return isCloud || VIRTUAL.matcher(maker).lookingAt() || VIRTUAL.matcher(model).lookingAt();
  }
}
