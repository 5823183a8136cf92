import type { User } from '../../identity/users/user.entity';
import { Banner } from '../components/banner';
import { ButtonLink } from '../components/button';
import { PageHeader } from '../components/page-parts';
import { Code } from '../components/text';
import { Page } from '../kit/page';
import { texts } from '../../i18n/texts';
import { PEOPLE_PATH, personPath } from './people-paths';

interface ShownPasswordData {
  readonly user: User;
  readonly password: string;
  /** The event. */
  readonly title: string;
}

/** The only time that a generated password is shown. */
export function shownPasswordPage({ user: { uid, username }, password, title }: ShownPasswordData): Page {
  const t = texts('people');
  const body = (
    <>
      <PageHeader title={title} crumbs={[{ title: t.people, href: PEOPLE_PATH }]} />
      <Banner tone="warn" id="once" title={t.shownOnceTitle}>
        {t.shownOnce}
      </Banner>
      <Code label={t.newPasswordOf({ name: username })} text={password} />
      <div class="actions section-actions">
        <ButtonLink look="primary" href={personPath(uid)}>
          {t.openPerson({ name: username })}
        </ButtonLink>
        <ButtonLink href={PEOPLE_PATH}>{t.people}</ButtonLink>
      </div>
    </>
  );
  return new Page({ title, width: 'confirmation', body });
}
