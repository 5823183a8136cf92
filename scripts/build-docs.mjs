// Builds the site of docs/ into site/: npm run docs. Its generator is installed apart: docs/decisions/tools-apart.md.
import { join } from 'node:path';
import { installPackages } from './install-packages.mjs';

const FOLDER = join(import.meta.dirname, '..', 'tools', 'site');

installPackages(FOLDER);
await import('../tools/site/build.mjs');
