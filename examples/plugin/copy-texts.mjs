// TypeScript does not copy JSON files.
import { copyFileSync } from 'node:fs';

copyFileSync('src/notes.texts.json', 'dist/notes.texts.json');
