import { texts } from '../../../core/i18n';
import { Page } from '../../../pages/kit/page';

/**
 * Leads the browser to another site in answer to a form: the policy of the pages forbids a redirect there.
 * @param url as `URL.href` writes it
 */
export function leadAway(url: string, title: string): Page {
  const body = (
    <>
      <h1>{title}</h1>
      <p class="bare-links">
        <a href={url}>{texts('signIn').continue}</a>
      </p>
    </>
  );
  return new Page({ title, isBare: true, body }, 200, { refresh: `0; url=${url}` });
}
