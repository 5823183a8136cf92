import { defineComponent, h } from 'vue';
import DefaultTheme from 'vitepress/theme-without-fonts';
import MarkdownLink from './MarkdownLink.vue';
import SiteSearch from './SiteSearch.vue';
import { useChosenLanguage } from './languages.mjs';
import './site.css';

const Layout = defineComponent(() => {
  useChosenLanguage();
  return () =>
    h(DefaultTheme.Layout, null, {
      'nav-bar-content-before': () => h(SiteSearch),
      'doc-footer-before': () => h(MarkdownLink),
    });
});

export default { extends: DefaultTheme, Layout };
