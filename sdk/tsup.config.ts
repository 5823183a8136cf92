import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'tsup';

const generated = join(import.meta.dirname, 'src/generated');
const clients = readdirSync(generated).filter((file) => file.endsWith('.client.ts'));

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    ...Object.fromEntries(clients.map((file) => [file.replace('.client.ts', ''), `src/generated/${file}`])),
  },
  format: ['esm', 'cjs'],
  platform: 'neutral',
  target: 'es2022',
  clean: true,
  // tsup's types builder sets `baseUrl`, which TypeScript 6 takes only with this.
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
});
