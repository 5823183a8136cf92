/** A list whose length is known where it is a small literal, so that its rows can be read by position. */
export type Tuple<T, N extends number> = N extends 1
  ? [T]
  : N extends 2
    ? [T, T]
    : N extends 3
      ? [T, T, T]
      : N extends 4
        ? [T, T, T, T]
        : T[];
