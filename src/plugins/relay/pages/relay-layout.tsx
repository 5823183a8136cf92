import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ComponentChildren, VNode } from 'preact';
import { texts, viewer } from '../../../core/i18n';
import { FlashMessage } from '../../../pages/components/banner';
import { LanguageSwitch } from '../../../pages/frame/language-switch';
import { addAsset, sharedStyles } from '../../../pages/kit/assets';
import type { Flash } from '../../../pages/kit/flash';
import { LANGUAGE_PATH } from './relay-paths';

const STYLES = addAsset(
  'relay',
  'css',
  sharedStyles('base.css', 'language.css') + readFileSync(join(__dirname, '..', 'assets', 'relay.css'), 'utf8'),
);

interface RelayLayoutProps {
  readonly title: string;
  /** Path to open in another language. */
  readonly next: string | undefined;
  readonly flash?: Flash | undefined;
  readonly children: ComponentChildren;
}

/** The whole document of a page of the relay. */
export function RelayLayout({ title, next, flash, children }: RelayLayoutProps): VNode {
  return (
    <html lang={viewer().pageLanguage}>
      <head>
        <meta charSet="utf-8" />
        <title>{title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <link rel="stylesheet" href={STYLES} />
        <link rel="icon" href="data:," />
      </head>
      <body class="relay">
        <a class="skip" href="#main">
          {texts('components').skip}
        </a>
        <main class="relay-column" id="main" tabIndex={-1}>
          {flash && <FlashMessage {...flash} />}
          {children}
          <footer class="relay-foot">
            <LanguageSwitch next={next} action={LANGUAGE_PATH} />
          </footer>
        </main>
      </body>
    </html>
  );
}
