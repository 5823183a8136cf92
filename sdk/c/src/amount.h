/** Exact decimal amounts of meters and credits. */
#ifndef KW_AMOUNT_H
#define KW_AMOUNT_H

#include <stdbool.h>
#include <stdint.h>

#define KW_MAX_DECIMALS 6
/** With its final NUL. */
#define KW_AMOUNT_TEXT 32

/** At least 0. */
typedef struct {
  int64_t whole;
  int64_t millionths;
} kw_amount;

/** False for what is no amount, or has more decimals. */
bool kw_amount_read(const char *text, int decimals, kw_amount *amount);
/** Without zeros at its end. */
void kw_amount_write(kw_amount amount, char text[KW_AMOUNT_TEXT]);
bool kw_amount_is_less(kw_amount left, kw_amount right);
kw_amount kw_amount_sum(kw_amount left, kw_amount right);
/** 0 if the right one is larger. */
kw_amount kw_amount_difference(kw_amount left, kw_amount right);
/** A product that is too large is larger than each amount that can be read. times: at least 0. */
kw_amount kw_amount_product(kw_amount amount, int64_t times);

#endif
