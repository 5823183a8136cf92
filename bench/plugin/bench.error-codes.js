exports.BENCH_ERRORS = {
  BENCH_REFUSED: {
    kind: 'refused',
    message: 'Refused by a measurement',
    when: 'Never.',
    remedy: 'None is needed.',
  },
};
