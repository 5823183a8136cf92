import { plugins } from '../../../core/common';
import { type PluginPortalNavigation } from '../../../core/common/internal';
import type { ComponentChildren, VNode } from 'preact';
import { FlashMessage } from '../../../pages/components/banner';
import { Icon } from '../../../pages/components/icon';
import { LanguageSwitch } from '../../../pages/frame/language-switch';
import { type Theme, THEMES } from '../../../pages/frame/theme';
import type { Flash } from '../../../pages/kit/flash';
import { texts, viewer } from '../../../core/i18n';
import { PORTAL_ASSETS } from './portal-assets';
import type { PortalBrand } from './portal-brand.service';
import { companiesOf, personOf, type PortalVisitor } from './portal-visitor';
import { PostForm } from '../../../pages/components/post-form';

export const COLORS_PATH = '/portal/colors.css';
export const LANGUAGE_PATH = '/portal/language';
export const THEME_PATH = '/portal/theme';
export const USERS_PATH = '/portal/users';
export const SIGN_OUT_PATH = '/portal/sign-out';
const LICENSES_PATH = '/portal/licenses';
/** A claim adds to the licenses. */
const OF_LICENSES = '/portal/claim';

interface PortalLayoutProps {
  readonly title: string;
  readonly brand: PortalBrand;
  /** Undefined on pages that need no sign-in. */
  readonly visitor?: PortalVisitor | undefined;
  /** The path of the page, and where the choice of another language leads. */
  readonly path: string;
  readonly next?: string | undefined;
  readonly theme: Theme;
  readonly flash?: Flash | undefined;
  /** One card without navigation, such as the sign-in. */
  readonly isCard: boolean;
  readonly children: ComponentChildren;
}

/** The whole document of a page of the portal. */
export function PortalLayout(props: PortalLayoutProps): VNode {
  const { title, brand, theme, isCard } = props;
  return (
    <html lang={viewer().pageLanguage} data-theme={theme === 'system' ? undefined : theme}>
      <head>
        <meta charSet="utf-8" />
        <title>{brand.name === '' ? title : `${title} · ${brand.name}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <link rel="stylesheet" href={PORTAL_ASSETS.styles} />
        <link rel="stylesheet" href={`${COLORS_PATH}?v=${brand.color.slice(1)}`} />
        <link rel="icon" href={brand.logoUrl || 'data:,'} />
        <script src={PORTAL_ASSETS.scripts} defer />
      </head>
      <body class="portal" data-word-copied={texts('components').copied}>
        <a class="skip" href="#main">
          {texts('components').skip}
        </a>
        {isCard ? <CardPage {...props} /> : <FullPage {...props} />}
      </body>
    </html>
  );
}

function CardPage({ brand, next, theme, flash, children }: PortalLayoutProps): VNode {
  return (
    <>
      <main class="portal-card-page" id="main" tabIndex={-1}>
        <div class="portal-sign-in">
          <Brand {...brand} />
          {flash && <FlashMessage {...flash} />}
          {children}
        </div>
      </main>
      <footer class="portal-card-foot">
        <Choices next={next} theme={theme} />
        <VendorLinks {...brand} />
      </footer>
    </>
  );
}

function FullPage({ brand, visitor, path, next, theme, flash, children }: PortalLayoutProps): VNode {
  const t = texts('portal');
  return (
    <>
      {visitor?.returnUrl && <BackToVendor url={visitor.returnUrl} />}
      <header class="portal-header">
        <div class="portal-column">
          <Brand {...brand} />
          {visitor && (
            <a class="portal-menu" href="#nav" aria-label={t.menu}>
              <Icon name="menu" size={20} />
            </a>
          )}
          {visitor && <Navigation path={path} visitor={visitor} />}
        </div>
      </header>
      <main class="portal-column portal-main" id="main" tabIndex={-1}>
        {flash && <FlashMessage {...flash} />}
        {children}
      </main>
      <footer class="portal-foot">
        <div class="portal-column">
          <p>
            {brand.supportEmail !== '' && (
              <span>
                {t.questions} <a href={`mailto:${brand.supportEmail}`}>{brand.supportEmail}</a>
              </span>
            )}
            <VendorLinks {...brand} />
          </p>
          <Choices next={next} theme={theme} />
        </div>
      </footer>
    </>
  );
}

function BackToVendor({ url }: { readonly url: string }): VNode {
  return (
    <div class="portal-return">
      <div class="portal-column">
        <a class="portal-back" href={url}>
          <Icon name="chevron-left" />
          <span>{texts('portal').backTo({ host: new URL(url).host })}</span>
        </a>
      </div>
    </div>
  );
}

function Navigation({ path, visitor }: { readonly path: string; readonly visitor: PortalVisitor }): VNode {
  const t = texts('portal');
  const hasUsers = companiesOf(visitor).length > 0;
  const entries: PluginPortalNavigation[] = [
    { place: 10, path: LICENSES_PATH, title: () => t.licenses },
    ...plugins().flatMap(({ portal }) => portal?.navigation ?? []),
    ...(hasUsers ? [{ place: 30, path: USERS_PATH, title: () => t.users }] : []),
    { place: 40, path: '/portal/account', title: () => t.account },
  ];
  const { name, company } = personOf(visitor);
  return (
    <div class="portal-nav" id="nav">
      <nav aria-label={t.navigation}>
        <ul>
          {entries
            .sort((one, other) => one.place - other.place)
            .map(({ path: href, title }) => (
              <li key={href}>
                <a href={href} aria-current={isBelow(path, href) ? 'page' : undefined}>
                  {title()}
                </a>
              </li>
            ))}
        </ul>
      </nav>
      <div class="portal-who">
        {company !== null && <b>{company}</b>}
        <PostForm action={SIGN_OUT_PATH}>
          <span>{name}</span> · <button class="btn btn-link">{t.signOut}</button>
        </PostForm>
      </div>
      <a class="portal-menu-close" href="#main" aria-label={t.closeMenu}>
        <Icon name="x" size={20} />
      </a>
    </div>
  );
}

function isBelow(path: string, href: string): boolean {
  return path.startsWith(href) || (path.startsWith(OF_LICENSES) && href === LICENSES_PATH);
}

function Brand({ name, logoUrl }: PortalBrand): VNode {
  return (
    <p class="portal-brand">
      {logoUrl === '' ? (
        <span class="portal-mark">
          <Icon name="key-round" size={18} />
        </span>
      ) : (
        <img src={logoUrl} alt="" width={30} height={30} />
      )}
      <b>{name}</b>
    </p>
  );
}

function VendorLinks({ privacyUrl, imprintUrl }: PortalBrand): VNode {
  const t = texts('portal');
  return (
    <>
      {privacyUrl !== '' && <a href={privacyUrl}>{t.privacy}</a>}
      {imprintUrl !== '' && <a href={imprintUrl}>{t.imprint}</a>}
    </>
  );
}

/** The language and the colors of this browser. */
function Choices({ next, theme: current }: Pick<PortalLayoutProps, 'next' | 'theme'>): VNode {
  const t = texts('account');
  return (
    <div class="portal-choices">
      <LanguageSwitch next={next} action={LANGUAGE_PATH} />
      <PostForm class="languages" action={THEME_PATH} aria-label={t.theme}>
        {next !== undefined && <input type="hidden" name="next" value={next} />}
        {THEMES.map((theme) => (
          <button
            key={theme}
            type="submit"
            name="theme"
            value={theme}
            aria-pressed={theme === current ? 'true' : 'false'}
          >
            {t.themes[theme]}
          </button>
        ))}
      </PostForm>
    </div>
  );
}
