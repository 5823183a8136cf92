/* Floating seats and relays, as JSON of the conformance suite. */

static json_t *relay_shown(keyward_license *license) {
  const keyward_relay *relay = keyward_get_relay(license);
  return relay == NULL ? json_null()
                       : json_pack(
                             "{s:s, s:s, s:I}",
                             "id",
                             relay->id,
                             "name",
                             relay->name,
                             "until",
                             (json_int_t)(relay->until / 1000));
}

/* Results of the commands about the seat. NULL for another command. */
static json_t *seat_result(keyward_license *license, const char *name) {
  if (strcmp(name, "place") == 0) {
    const keyward_seat_place *place = keyward_get_place(license);
    return place == NULL ? json_null() : json_pack("{s:I}", "position", (json_int_t)place->position);
  }
  if (strcmp(name, "last_error") == 0) {
    const keyward_problem *problem = keyward_last_problem(license);
    return problem == NULL ? json_null() : json_pack("{s:s, s:s}", "code", problem->code, "message", problem->message);
  }
  return NULL;
}

static keyward_error change_features(keyward_license *license, const char *name, const json_t *with, json_t **result) {
  const char *codes[MAX_ITEMS];
  const json_t *listed = json_object_get(with, "features");
  const keyward_floating_feature *features = NULL;
  size_t code_count = 0, count = 0;
  for (; code_count < json_array_size(listed) && code_count < MAX_ITEMS; code_count++) {
    codes[code_count] = json_string_value(json_array_get(listed, code_count));
  }
  keyward_error error = strcmp(name, "take_features") == 0
                            ? keyward_take_features(license, codes, code_count, &features, &count)
                            : keyward_release_features(license, codes, code_count, &features, &count);
  json_t *shown = json_array();
  for (size_t index = 0; error == KEYWARD_OK && index < count; index++) {
    const keyward_floating_feature *one = &features[index];
    json_t *max = limit_json(one->max), *used = json_integer((json_int_t)one->used);
    json_array_append_new(
        shown,
        json_pack(
            "{s:s, s:b, s:o, s:o, s:s?}",
            "feature",
            one->feature,
            "held",
            one->is_held,
            "used",
            used,
            "max",
            max,
            "code",
            one->code));
  }
  *result = json_pack("{s:o}", "features", shown);
  return error;
}
