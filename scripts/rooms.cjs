// Imports and SQL point down this list; rooms in one line know nothing of each other. CONTRIBUTING.md lists what is in each.
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
  ['events'],
  ['pages'],
  ['moving'],
  ['mail'],
  ['console', 'portal'],
  ['openapi'],
  ['fast-path'],
  ['start'],
  ['cli'],
  // Plug-ins: see `plugins-are-apart` in .dependency-cruiser.cjs.
  ['apis', 'plugins'],
];
