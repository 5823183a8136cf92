import type { VNode } from 'preact';
import { PAGE_LANGUAGES, texts, viewer } from '../../core/i18n';
import { PostForm } from '../components/post-form';

/** Each language by its own name, which is never translated. */
const NAMES: Readonly<Record<string, string>> = { en: 'English', de: 'Deutsch', zh: '中文' };

interface LanguageSwitchProps {
  /** Path of the page to open in the chosen language. */
  readonly next: string | undefined;
  /** The name for screen readers where a page has another one. */
  readonly label?: string;
  /** The address of the form; the console's by default. */
  readonly action?: string;
}

/** A button for each language. The choice is kept in a cookie. */
export function LanguageSwitch({
  next,
  label = texts('components').language,
  action = LANGUAGE_PATH,
}: LanguageSwitchProps): VNode {
  const { pageLanguage: current } = viewer();
  return (
    <PostForm class="languages" action={action} aria-label={label}>
      {next !== undefined && <input type="hidden" name="next" value={next} />}
      {PAGE_LANGUAGES.map((language) => (
        <button
          key={language}
          type="submit"
          name="language"
          value={language}
          lang={language}
          aria-pressed={language === current ? 'true' : 'false'}
        >
          {NAMES[language] ?? new Intl.DisplayNames([language], { type: 'language' }).of(language)}
        </button>
      ))}
    </PostForm>
  );
}
export const LANGUAGE_PATH = '/console/language';
