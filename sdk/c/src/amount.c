#include "amount.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MILLION 1000000
#define DIGITS "0123456789"
#define MAX_WHOLE 15
/* Sums of two do not overflow. */
#define LARGEST (INT64_MAX / 4)

bool kw_amount_read(const char *text, int decimals, kw_amount *amount) {
  size_t whole = text == NULL ? 0 : strspn(text, DIGITS);
  if (whole == 0 || whole > MAX_WHOLE) {
    return false;
  }
  const char *point = text + whole;
  size_t fraction = *point == '.' ? strspn(point + 1, DIGITS) : 0;
  bool is_whole = *point == '\0';
  if (!is_whole && (fraction == 0 || fraction > KW_MAX_DECIMALS || point[1 + fraction] != '\0')) {
    return false;
  }
  *amount = (kw_amount){strtoll(text, NULL, 10), 0};
  int needed = 0;
  for (size_t place = 0; place < KW_MAX_DECIMALS; place++) {
    int digit = place < fraction ? point[1 + place] - '0' : 0;
    amount->millionths = amount->millionths * 10 + digit;
    needed = digit == 0 ? needed : (int)place + 1;
  }
  return needed <= decimals;
}

void kw_amount_write(kw_amount amount, char text[KW_AMOUNT_TEXT]) {
  int length = snprintf(text, KW_AMOUNT_TEXT, "%" PRId64 ".%06" PRId64, amount.whole, amount.millionths);
  while (text[length - 1] == '0') {
    length--;
  }
  text[text[length - 1] == '.' ? length - 1 : length] = '\0';
}

bool kw_amount_is_less(kw_amount left, kw_amount right) {
  return left.whole == right.whole ? left.millionths < right.millionths : left.whole < right.whole;
}

kw_amount kw_amount_sum(kw_amount left, kw_amount right) {
  int64_t millionths = left.millionths + right.millionths;
  return (kw_amount){left.whole + right.whole + millionths / MILLION, millionths % MILLION};
}

kw_amount kw_amount_difference(kw_amount left, kw_amount right) {
  if (kw_amount_is_less(left, right)) {
    return (kw_amount){0, 0};
  }
  int64_t borrowed = left.millionths < right.millionths ? 1 : 0;
  return (kw_amount){left.whole - right.whole - borrowed, left.millionths + borrowed * MILLION - right.millionths};
}

kw_amount kw_amount_product(kw_amount amount, int64_t times) {
  if (times > 0 && amount.whole > LARGEST / times) {
    return (kw_amount){LARGEST, 0};
  }
  int64_t rest = amount.millionths * (times % MILLION), carried = amount.millionths * (times / MILLION);
  int64_t whole = amount.whole * times + rest / MILLION;
  return (kw_amount){carried > LARGEST - whole ? LARGEST : whole + carried, rest % MILLION};
}
