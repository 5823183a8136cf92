// Imports and SQL point down this list; two rooms in one line know nothing of each other. README draws what is in each.
exports.ROOMS = [
  ['common'],
  ['i18n'],
  ['platform'],
  ['migrations'],
  ['identity'],
  ['customers', 'catalog'],
  ['licenses'],
  ['verification'],
  ['licensing'],
  ['events', 'search'],
  ['dialects', 'console'],
  ['demo'],
  ['openapi'],
  ['fast-path'],
  ['start'],
  ['cli'],
];
