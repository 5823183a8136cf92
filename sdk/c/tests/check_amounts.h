/* Whether amounts are exact, and others refused. */

#include <string.h>

#include "amount.h"

static bool reads_amount(const char *text, const char *written) {
  kw_amount amount;
  char again[KW_AMOUNT_TEXT] = "";
  if (kw_amount_read(text, KW_MAX_DECIMALS, &amount)) {
    kw_amount_write(amount, again);
  }
  return strcmp(again, written) == 0;
}

static bool multiplies(const char *text, int64_t times, const char *written) {
  kw_amount amount;
  char product[KW_AMOUNT_TEXT] = "";
  if (kw_amount_read(text, KW_MAX_DECIMALS, &amount)) {
    kw_amount_write(kw_amount_product(amount, times), product);
  }
  return strcmp(product, written) == 0;
}

/* A product beyond every amount stays so, and none overflows. */
static bool is_beyond(const char *text, int64_t times) {
  kw_amount amount, largest;
  bool is_read = kw_amount_read(text, KW_MAX_DECIMALS, &amount) &&
                 kw_amount_read("999999999999999.999999", KW_MAX_DECIMALS, &largest);
  return is_read && kw_amount_is_less(largest, kw_amount_sum(largest, kw_amount_product(amount, times)));
}

static bool reads_amounts(void) {
  static const char *const OTHERS[] = {"", ".", "1.", ".5", "-1", "+1", "1e1", " 1", "1 ", "1.0000001", "1.x", "1.2.3"};
  kw_amount amount;
  bool is_right = reads_amount("0", "0") && reads_amount("001.50", "1.5") && reads_amount("100", "100") &&
                  reads_amount("0.000001", "0.000001") && reads_amount("1000000000000000", "") &&
                  reads_amount("999999999999999.999999", "999999999999999.999999") &&
                  !kw_amount_read("0.5", 0, &amount) && kw_amount_read("2.50", 1, &amount);
  for (size_t index = 0; index < sizeof OTHERS / sizeof *OTHERS; index++) {
    is_right = is_right && reads_amount(OTHERS[index], "");
  }
  return is_right && multiplies("0.000002", 3, "0.000006") && multiplies("1.999999", 1000001, "2000000.999999") &&
         multiplies("0.999999", INT64_MAX / 1000000, "9223362813481.963146") && is_beyond("999999999999999", INT64_MAX) &&
         is_beyond("999999999999999.999999", INT64_MAX) && is_beyond("0.999999", INT64_MAX);
}
