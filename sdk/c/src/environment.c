#include "environment.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "system_files.h"

#define COUNT_OF(list) (sizeof(list) / sizeof *(list))

static const char CONTAINER[] = "container";
static const char VIRTUAL_MACHINE[] = "virtual_machine";
static const char PHYSICAL[] = "physical";
static const char *const ENVIRONMENTS[] = {PHYSICAL, VIRTUAL_MACHINE, CONTAINER, "development"};

const char *kw_known_environment(const char *text) {
  for (size_t index = 0; index < COUNT_OF(ENVIRONMENTS); index++) {
    if (strcmp(ENVIRONMENTS[index], text) == 0) {
      return ENVIRONMENTS[index];
    }
  }
  return NULL;
}

#if !defined(__APPLE__)
/* Beginnings of vendors and products of SMBIOS, in lower case. */
static const char *const VIRTUAL[] = {
    "qemu",
    "standard pc",
    "kvm",
    "vmware",
    "vmw",
    "virtualbox",
    "innotek",
    "xen",
    "hvm domu",
    "bochs",
    "bhyve",
    "parallels",
    "virtual machine",
    "openstack",
    "kubevirt",
    "google compute engine",
    "apple virtualization",
    "droplet",
    "vserver",
    "alibaba cloud ecs",
    "rhev"};

static bool begins_with(const char *text, const char *lower) {
  while (*lower != '\0' && tolower((unsigned char)*text) == *lower) {
    text++, lower++;
  }
  return *lower == '\0';
}

static bool is_virtual_name(const char *name) {
  for (size_t index = 0; index < COUNT_OF(VIRTUAL); index++) {
    if (begins_with(name, VIRTUAL[index])) {
      return true;
    }
  }
  return false;
}

/* NULL if there are no names. */
static const char *environment_of_hardware(const char *vendor, const char *product) {
  if (*vendor == '\0' && *product == '\0') {
    return NULL;
  }
  bool is_cloud = strcmp(vendor, "Amazon EC2") == 0 && strstr(product, ".metal") == NULL;
  return is_cloud || is_virtual_name(vendor) || is_virtual_name(product) ? VIRTUAL_MACHINE : PHYSICAL;
}
#endif

static bool is_pod(void) {
  const char *host = getenv("KUBERNETES_SERVICE_HOST");
  return host != NULL && *host != '\0';
}

#if defined(_WIN32)
#include <windows.h>

static void read_bios(const char *name, char value[KW_SYSTEM_LINE]) {
  DWORD size = KW_SYSTEM_LINE;
  if (RegGetValueA(
          HKEY_LOCAL_MACHINE,
          "HARDWARE\\DESCRIPTION\\System\\BIOS",
          name,
          RRF_RT_REG_SZ,
          NULL,
          value,
          &size) != ERROR_SUCCESS) {
    *value = '\0';
  }
}

const char *kw_environment(const char *root) {
  char vendor[KW_SYSTEM_LINE], product[KW_SYSTEM_LINE];
  if (kw_is_container(root)) {
    return CONTAINER;
  }
  read_bios("SystemManufacturer", vendor);
  read_bios("SystemProductName", product);
  return environment_of_hardware(vendor, product);
}

bool kw_is_container(const char *root) {
  (void)root;
  return is_pod();
}

#elif defined(__APPLE__)
#include <sys/sysctl.h>

const char *kw_environment(const char *root) {
  int is_virtual = 0;
  size_t size = sizeof is_virtual;
  if (kw_is_container(root)) {
    return CONTAINER;
  }
  if (sysctlbyname("kern.hv_vmm_present", &is_virtual, &size, NULL, 0) != 0) {
    return NULL;
  }
  return is_virtual ? VIRTUAL_MACHINE : PHYSICAL;
}

bool kw_is_container(const char *root) {
  (void)root;
  return is_pod();
}

#else
static const char *const CONTAINER_FILES[] = {
    "/.dockerenv", "/run/.containerenv", "/var/run/secrets/kubernetes.io/serviceaccount"};
static const char *const CONTAINER_GROUPS[] = {"/docker", "/kubepods", "/libpod", "/lxc", "/ecs"};

static bool is_in_container_group(const char *line, const char *asked) {
  (void)asked;
  for (size_t index = 0; index < COUNT_OF(CONTAINER_GROUPS); index++) {
    size_t length = strlen(CONTAINER_GROUPS[index]);
    for (const char *at = line; (at = strstr(at, CONTAINER_GROUPS[index])) != NULL; at++) {
      if (at[length] != '\0' && strchr("-./", at[length]) != NULL) {
        return true;
      }
    }
  }
  return false;
}

static bool has_flag(const char *line, const char *flag) {
  size_t length = strlen(flag);
  const char *at = strncmp(line, "flags", 5) == 0 ? strstr(line, flag) : NULL;
  while (at != NULL &&
         !(isspace((unsigned char)at[-1]) && (at[length] == '\0' || isspace((unsigned char)at[length])))) {
    at = strstr(at + length, flag);
  }
  return at != NULL;
}

static bool is_start(const char *line, const char *start) {
  return strncmp(line, start, strlen(start)) == 0;
}

static bool is_part(const char *line, const char *part) {
  return strstr(line, part) != NULL;
}

/* The fifth of the fields, which single spaces separate. */
static bool is_mount_point(const char *line, const char *path) {
  for (int field = 0; field < 4 && line != NULL; field++) {
    line = strchr(line, ' ');
    line = line == NULL ? NULL : line + 1;
  }
  size_t length = strlen(path);
  return line != NULL && strncmp(line, path, length) == 0 && line[length] == ' ';
}

/* Flatpak is a sandbox of desktop programs: they have the id of their host. */
static bool is_manager(const char *name) {
  return *name != '\0' && strcmp(name, "flatpak") != 0;
}

static bool is_variable_of_manager(const char *variable, const char *start) {
  return is_start(variable, start) && is_manager(variable + strlen(start));
}

/* As systemd's container interface documents it. Its files are for programs that may not read the variables of process
 * 1. */
static bool has_manager(const char *root) {
  char manager[KW_SYSTEM_LINE];
  kw_read_system_line(root, "/run/host/container-manager", manager);
  if (*manager == '\0') {
    kw_read_system_line(root, "/run/systemd/container", manager);
  }
  return *manager != '\0' ? is_manager(manager)
                          : kw_has_system_line(root, "/proc/1/environ", '\0', is_variable_of_manager, "container=");
}

bool kw_is_container(const char *root) {
  for (size_t index = 0; index < COUNT_OF(CONTAINER_FILES); index++) {
    if (kw_has_system_file(root, CONTAINER_FILES[index])) {
      return true;
    }
  }
  return has_manager(root) || is_pod() || kw_has_system_line(root, "/proc/1/cgroup", '\n', is_in_container_group, NULL);
}

const char *kw_environment(const char *root) {
  char vendor[KW_SYSTEM_LINE], product[KW_SYSTEM_LINE], hypervisor[KW_SYSTEM_LINE];
  if (kw_is_container(root)) {
    return CONTAINER;
  }
  /* The host of a Xen hypervisor sees it, too. */
  if (kw_has_system_line(root, "/proc/xen/capabilities", '\n', is_part, "control_d")) {
    return PHYSICAL;
  }
  kw_read_system_line(root, "/sys/hypervisor/type", hypervisor);
  if (*hypervisor != '\0' || kw_has_system_line(root, "/proc/cpuinfo", '\n', has_flag, "hypervisor")) {
    return VIRTUAL_MACHINE;
  }
  kw_read_system_line(root, "/sys/class/dmi/id/sys_vendor", vendor);
  kw_read_system_line(root, "/sys/class/dmi/id/product_name", product);
  const char *named = environment_of_hardware(vendor, product);
  return named == NULL && kw_has_system_line(root, "/proc/cpuinfo", '\n', is_start, "flags") ? PHYSICAL : named;
}

bool kw_is_machine_id_own(const char *root, const char *path) {
  return kw_has_system_file(root, "/run/systemd/system") ||
         kw_has_system_line(root, "/proc/self/mountinfo", '\n', is_mount_point, path);
}

#endif
