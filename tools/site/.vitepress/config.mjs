import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitepress';
import { slug } from '../reference/markdown.mjs';
import { BASE, DRAFT, PROJECT, SOURCE } from '../source/paths.mjs';
import { classesInsteadOfStyles, COLOURS } from './styles.mjs';

const { version } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));
const sidebar = JSON.parse(readFileSync(join(SOURCE, '..', 'sidebar.json'), 'utf8'));
const colours = classesInsteadOfStyles();

export default defineConfig({
  title: 'Keyward',
  description: 'Self-hosted license server',
  base: BASE,
  srcDir: SOURCE,
  outDir: DRAFT,
  cleanUrls: true,
  // It would add a style element to the page, which the policy forbids.
  appearance: { disableTransition: false },
  // build.mjs checks links and anchors, and fails on those that lead nowhere.
  ignoreDeadLinks: true,
  metaChunk: true,
  // A license server should not be asked for pages that nobody opens.
  router: { prefetchLinks: false },
  head: [
    ['link', { rel: 'icon', href: `${BASE}favicon.svg`, type: 'image/svg+xml' }],
    ['link', { rel: 'stylesheet', href: `${BASE}${COLOURS}` }],
  ],
  transformHead: ({ page }) =>
    page === '404.md' ? [] : [['link', { rel: 'alternate', type: 'text/markdown', href: `${BASE}${page}` }]],
  markdown: {
    attrs: { disable: true },
    anchor: { slugify: slug },
    toc: { slugify: slug },
    headers: { slugify: slug },
    codeTransformers: [colours.transformer],
    config: (markdown) => colours.useIn(markdown),
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    languageAlias: { caddyfile: 'nginx' },
  },
  vite: {
    resolve: {
      // The theme's own has a button within a button.
      alias: [{ find: /^.*\/VPSidebarItem\.vue$/, replacement: join(import.meta.dirname, 'theme', 'SidebarItem.vue') }],
    },
  },
  buildEnd: () => colours.write(DRAFT),
  themeConfig: {
    nav: [
      { text: 'First hour', link: '/start/', activeMatch: '^/start/' },
      { text: 'Tasks', link: '/tasks/', activeMatch: '^/tasks/' },
      { text: 'Reference', link: '/reference/', activeMatch: '^/reference/' },
      {
        text: `${version.replace(/\.0$/, '')}, not released`,
        items: [{ text: `${version}, not released`, link: '/' }],
      },
    ],
    sidebar,
    outline: { level: [2, 2] },
    docFooter: { prev: 'Previous', next: 'Next' },
  },
});
