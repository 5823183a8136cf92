/* A program that runs only with a license: program [LICENSE KEY]. */
#include <keyward.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const KEYS[] = {"YOUR PUBLIC KEY"}; /* x of /.well-known/jwks.json */

static void report(void *context, const keyward_state *state) {
  (void)context;
  printf("Now %s\n", keyward_kind_name(state->kind));
}

int main(int count, char **arguments) {
  keyward_options options;
  keyward_license *license;
  keyward_init_options(&options, sizeof options);
  options.base_url = "http://localhost:8080";
  options.product = "v2-default";
  options.keys = KEYS;
  options.key_count = 1;
  options.store_path = "my-program/license";
  keyward_error error = keyward_open(&options, &license);
  if (error != KEYWARD_OK) {
    fprintf(stderr, "%s\n", keyward_error_text(error));
    return EXIT_FAILURE;
  }
  keyward_on_change(license, report, NULL);
  if (!keyward_get_state(license)->is_usable && count > 1 && keyward_activate(license, arguments[1]) != KEYWARD_OK) {
    const keyward_problem *problem = keyward_last_problem(license);
    fprintf(stderr, "%s: %s\n", problem->code, problem->message); /* SEATS_EXHAUSTED, NOT_FOUND, NETWORK_ERROR, … */
  }
  const keyward_state *state = keyward_get_state(license);
  int is_usable = state->is_usable;
  if (is_usable) {
    printf("Licensed, with %zu features\n", state->feature_count);
  } else {
    printf("Not licensed: %s\n", state->reason);
  }
  /* While the program runs, a timer calls keyward_wake(license) after keyward_wake_delay(license) milliseconds. */
  keyward_free(license);
  return is_usable ? EXIT_SUCCESS : EXIT_FAILURE;
}
