import { texts } from '../../../core/i18n';
import { ButtonLink } from '../../../pages/components/button';
import { PageHeader, Section } from '../../../pages/components/page-parts';
import { Code } from '../../../pages/components/text';
import { Page } from '../../../pages/kit/page';
import { IMPORT_PATH } from './relay-paths';

/**
 * The first page of a relay without a pool.
 * @param request the code with which the vendor issues the file
 */
export function setupPage(request: string): Page {
  const t = texts('relay');
  const body = (
    <>
      <PageHeader title={t.setup} lead={t.setupLead} actions={<ButtonLink href={IMPORT_PATH} text={t.import} />} />
      <Section id="request" title={t.request} note={t.requestNote}>
        <Code label={t.request} text={request} />
      </Section>
    </>
  );
  return new Page({ title: t.setup, body });
}
