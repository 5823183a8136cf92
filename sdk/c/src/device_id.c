#include "device_id.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "encoding.h"
#include "environment.h"
#include "system_files.h"

#if defined(_WIN32)
#include <windows.h>

/* A 32-bit program is shown another part of the registry unless it asks for this one. */
static bool read_system_id(const char *root, char id[KW_SYSTEM_ID]) {
  DWORD size = KW_SYSTEM_ID;
  /* That of a container is that of its image. */
  if (kw_is_container(root)) {
    return false;
  }
  return RegGetValueA(
             HKEY_LOCAL_MACHINE,
             "SOFTWARE\\Microsoft\\Cryptography",
             "MachineGuid",
             RRF_RT_REG_SZ | RRF_SUBKEY_WOW6464KEY,
             NULL,
             id,
             &size) == ERROR_SUCCESS;
}

#elif defined(__APPLE__)
#include <IOKit/IOKitLib.h>

static bool read_system_id(const char *root, char id[KW_SYSTEM_ID]) {
  (void)root;
  /* kIOMainPortDefault has another name before macOS 12; both are 0. */
  io_service_t device = IOServiceGetMatchingService(0, IOServiceMatching("IOPlatformExpertDevice"));
  CFStringRef uuid = IORegistryEntryCreateCFProperty(device, CFSTR("IOPlatformUUID"), kCFAllocatorDefault, 0);
  IOObjectRelease(device);
  if (uuid == NULL) {
    return false;
  }
  bool is_read = CFStringGetCString(uuid, id, KW_SYSTEM_ID, kCFStringEncodingUTF8);
  CFRelease(uuid);
  return is_read;
}

#else
static const char *const PATHS[] = {"/etc/machine-id", "/var/lib/dbus/machine-id"};

/* systemd writes "uninitialized" during the first start. */
static bool is_machine_id(const char *id) {
  size_t length = strlen(id);
  return length >= 32 && length <= 36 && strspn(id, "0123456789abcdefABCDEF-") == length;
}

static bool read_system_id(const char *root, char id[KW_SYSTEM_ID]) {
  char line[KW_SYSTEM_LINE];
  for (size_t index = 0; index < sizeof PATHS / sizeof *PATHS; index++) {
    kw_read_system_line(root, PATHS[index], line);
    if (is_machine_id(line) && (!kw_is_container(root) || kw_is_machine_id_own(root, PATHS[index]))) {
      strcpy(id, line);
      return true;
    }
  }
  return false;
}

#endif

bool kw_fingerprint_of(const char *product, const char *id, char fingerprint[KEYWARD_FINGERPRINT_SIZE]) {
  size_t product_size = strlen(product) + 1, id_size = strlen(id);
  char *text = malloc(product_size + id_size + 1);
  if (text == NULL) {
    return false;
  }
  memcpy(text, product, product_size);
  memcpy(text + product_size, id, id_size);
  kw_sha256_text(text, product_size + id_size, fingerprint, KEYWARD_FINGERPRINT_SIZE);
  free(text);
  return true;
}

keyward_error kw_device_id(const char *product, const char *root, char fingerprint[KEYWARD_FINGERPRINT_SIZE]) {
  char id[KW_SYSTEM_ID];
  if (product == NULL || *product == '\0') {
    return KEYWARD_INVALID_PRODUCT;
  }
  if (!read_system_id(root, id) || *id == '\0') {
    return KEYWARD_NO_DEVICE_ID;
  }
  for (char *at = id; *at != '\0'; at++) {
    *at = (char)tolower((unsigned char)*at);
  }
  return kw_fingerprint_of(product, id, fingerprint) ? KEYWARD_OK : KEYWARD_NO_MEMORY;
}

keyward_error keyward_device_id(const char *product, char fingerprint[KEYWARD_FINGERPRINT_SIZE]) {
  return kw_device_id(product, NULL, fingerprint);
}
