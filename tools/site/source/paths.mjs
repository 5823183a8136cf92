import { join } from 'node:path';

/** The folder of the repository. */
export const PROJECT = join(import.meta.dirname, '..', '..', '..');
const TOOL = join(import.meta.dirname, '..');
/** The Markdown that VitePress reads, written by each build. */
export const SOURCE = join(TOOL, 'pages');
/** The site while it is built. */
export const DRAFT = join(TOOL, 'draft');
/** The built site. */
export const SITE = join(PROJECT, 'site');
/** The path of the site on a server: SITE_PATH of the plug-in `handbook`. */
export const BASE = '/handbook/';
