/** Options of SWC for the server and the tests. SWC checks no types: `npm run typecheck` does. */
exports.swcOptions = ({ tsx }) => ({
  jsc: {
    parser: { syntax: 'typescript', decorators: true, tsx },
    transform: {
      legacyDecorator: true,
      decoratorMetadata: true,
      useDefineForClassFields: false,
      react: { runtime: 'automatic', importSource: 'preact' },
    },
    target: 'es2022',
  },
  module: { type: 'commonjs' },
});
