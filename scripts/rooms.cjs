/** The rooms of src/core. Imports and SQL point down this list; rooms in one line know nothing of each other. */
const CORE = [
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
  ['mail'],
  ['openapi'],
  ['fast-path'],
  ['start'],
];

/** All rooms, from the bottom: those above the core are folders of src. CONTRIBUTING.md lists what is in each. */
exports.ROOMS = [
  ...CORE,
  ['pages'],
  // Plug-ins: see `plugins-are-apart` in .dependency-cruiser.cjs.
  ['apis', 'plugins'],
  ['testkit'],
];

/** The folder of a room. */
exports.folderOf = (room) => (CORE.flat().includes(room) ? `src/core/${room}` : `src/${room}`);

/** Of `src/core/licenses/grants/x.ts`: `licenses`, `grants`, `x.ts`. */
exports.partsOf = (path) => path.replace(/^src\/(?:core\/)?/, '').split('/');
