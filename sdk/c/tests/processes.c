/* Runs with a floating license, and prints a line for each state: processes BASE_URL PRODUCT KEY LICENSE_KEY STORE [fork|borrow] */

#define _POSIX_C_SOURCE 200809L

#include <keyward.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void show(const char *who, keyward_license *license) {
  const keyward_state *state = keyward_get_state(license);
  printf("%s%s %s\n", who, keyward_kind_name(state->kind), state->reason == NULL ? "None" : state->reason);
  fflush(stdout);
}

static void fork_license(keyward_license *license) {
  pid_t child = fork();
  if (child == 0) {
    keyward_wake(license);
    show("child ", license);
    keyward_close(license);
    _exit(0);
  }
  waitpid(child, NULL, 0);
  keyward_wake(license);
}

int main(int count, char **arguments) {
  keyward_options options;
  keyward_license *license;
  if (count < 6) {
    return 2;
  }
  const char *keys[] = {arguments[3]};
  keyward_init_options(&options, sizeof options);
  options.base_url = arguments[1];
  options.product = arguments[2];
  options.keys = keys;
  options.key_count = 1;
  options.license_key = arguments[4];
  options.store_path = arguments[5];
  options.device = "desk";
  options.is_floating = 1;
  if (keyward_open(&options, &license) != KEYWARD_OK) {
    return 1;
  }
  if (count > 6 && strcmp(arguments[6], "fork") == 0) {
    fork_license(license);
  }
  if (count > 6 && strcmp(arguments[6], "borrow") == 0) {
    keyward_borrow(license, 3);
  }
  show("", license);
  while (getchar() != EOF) {
  }
  keyward_free(license);
  return 0;
}
