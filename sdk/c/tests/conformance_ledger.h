/* The ledger of the library, as JSON of the conformance suite. */

static keyward_ledger *opened_ledger;
static int64_t ledger_time;

static int64_t ledger_now(void *context) {
  (void)context;
  return ledger_time;
}

static keyward_ledger_options ledger_options_in(const json_t *with, const char **keys) {
  const json_t *listed = json_object_get(with, "keys");
  keyward_ledger_options options;
  keyward_init_ledger_options(&options, sizeof options);
  for (size_t index = 0; index < json_array_size(listed) && index < MAX_KEYS; index++) {
    keys[options.key_count++] = json_string_value(json_array_get(listed, index));
  }
  options.product = text(with, "product");
  options.keys = keys;
  options.directory = text(with, "directory");
  options.file = text(with, "file");
  options.version = text(with, "version");
  options.now = ledger_now;
  return options;
}

static json_t *ledger_balance_json(const keyward_ledger_balance *balance) {
  return json_pack(
      "{s:s, s:s, s:s, s:s}",
      "meter",
      balance->meter,
      "used",
      balance->used,
      "granted",
      balance->granted,
      "left",
      balance->left);
}

static json_t *ledger_problem(const keyward_ledger *ledger) {
  const keyward_problem *problem = keyward_ledger_problem(ledger);
  return json_pack("{s:s, s:s}", "error", problem->code, "message", problem->message);
}

static keyward_error ledger_use(keyward_ledger *ledger, const json_t *with, json_t **result) {
  const json_t *amount = json_object_get(with, "amount");
  const keyward_ledger_balance *after = NULL;
  char number[32];
  snprintf(number, sizeof number, "%" JSON_INTEGER_FORMAT, json_integer_value(amount));
  const char *drawn = json_is_string(amount) ? json_string_value(amount) : number;
  keyward_error error = keyward_ledger_use(ledger, text(with, "meter"), drawn, &after);
  *result = after == NULL ? NULL : ledger_balance_json(after);
  return error;
}

static keyward_error ledger_use_feature(keyward_ledger *ledger, const json_t *with, json_t **result) {
  const keyward_ledger_balance *after = NULL;
  json_int_t amount = json_integer_value(json_object_get(with, "amount"));
  keyward_error error = keyward_ledger_use_feature(ledger, text(with, "feature"), amount, &after);
  *result = after == NULL ? NULL : ledger_balance_json(after);
  return error;
}

static keyward_error ledger_balances(keyward_ledger *ledger, json_t **result) {
  const keyward_ledger_balance *balances;
  size_t count;
  keyward_error error = keyward_ledger_balances(ledger, &balances, &count);
  *result = json_array();
  for (size_t index = 0; index < count; index++) {
    json_array_append_new(*result, ledger_balance_json(&balances[index]));
  }
  return error;
}

static keyward_error call_opened(keyward_ledger *ledger, const char *name, const json_t *with, json_t **result) {
#define CALLED(command) (strcmp(name, command) == 0)
  const char *shown = NULL;
  *result = NULL;
  if (CALLED("use") || CALLED("use_feature")) {
    return CALLED("use") ? ledger_use(ledger, with, result) : ledger_use_feature(ledger, with, result);
  }
  if (CALLED("balances") || CALLED("close")) {
    return CALLED("balances") ? ledger_balances(ledger, result) : keyward_ledger_close(ledger);
  }
  keyward_error error = CALLED("report")    ? keyward_ledger_report(ledger, &shown)
                        : CALLED("code")    ? keyward_ledger_code(ledger, &shown)
                        : CALLED("request") ? keyward_ledger_request(ledger, text(with, "name"), &shown)
                                            : keyward_ledger_release(ledger, &shown);
  *result = error == KEYWARD_OK ? json_string(shown) : NULL;
  return error;
}

/* A ledger that is open stays so if another open fails. */
static keyward_error call_ledger(const char *name, const json_t *with, json_t *reply, json_t **result) {
  const char *keys[MAX_KEYS];
  keyward_ledger *asked = opened_ledger;
  bool is_open = strcmp(name, "open") == 0;
  keyward_ledger_options options = ledger_options_in(with, keys);
  *result = NULL;
  keyward_error error = is_open ? keyward_open_ledger(&options, &asked) : call_opened(asked, name, with, result);
  if (error != KEYWARD_OK) {
    json_object_update_new(reply, ledger_problem(asked));
  }
  if (is_open) {
    keyward_ledger_free(error == KEYWARD_OK ? opened_ledger : asked);
    opened_ledger = error == KEYWARD_OK ? asked : opened_ledger;
  }
  return error;
}

/* False for a command of a license. */
static bool answer_of_ledger(const json_t *command) {
  static const char LEDGER[] = "ledger_";
  const char *name = text(command, "do");
  json_t *result, *reply;
  if (strncmp(name, LEDGER, sizeof LEDGER - 1) != 0) {
    return false;
  }
  reply = json_pack("{s:n}", "state");
  ledger_time = json_integer_value(json_object_get(command, "now"));
  keyward_error error = call_ledger(name + sizeof LEDGER - 1, json_object_get(command, "with"), reply, &result);
  if (error == KEYWARD_OK && result != NULL) {
    json_object_set(reply, "result", result);
  }
  json_dumpf(reply, stdout, JSON_COMPACT);
  putchar('\n');
  fflush(stdout);
  json_decref(result);
  json_decref(reply);
  return true;
}
