import { h } from 'vue';
import DefaultTheme from 'vitepress/theme-without-fonts';
import MarkdownLink from './MarkdownLink.vue';
import SiteSearch from './SiteSearch.vue';
import { rememberLanguage } from './languages.mjs';
import './site.css';

export default {
  extends: DefaultTheme,
  Layout: () =>
    h(DefaultTheme.Layout, null, {
      'nav-bar-content-before': () => h(SiteSearch),
      'doc-footer-before': () => h(MarkdownLink),
    }),
  enhanceApp({ router }) {
    rememberLanguage(router);
  },
};
