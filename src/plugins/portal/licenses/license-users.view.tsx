import type { VNode } from 'preact';
import { Button } from '../../../pages/components/button';
import { Icon } from '../../../pages/components/icon';
import { texts } from '../../../core/i18n';
import { Card } from '../frame/portal-parts';
import { licensePath } from './license-words';
import type { NamedUsers } from './portal-license-users.service';
import type { OwnedLicense } from './portal-licenses.service';
import { PostForm } from '../../../pages/components/post-form';

interface LicenseUsersProps {
  readonly owned: OwnedLicense;
  readonly users: NamedUsers;
}

/** The named users of a license, and a choice among the other people of the company. */
export function LicenseUsersCard({ owned: { license }, users: { named, total, others } }: LicenseUsersProps): VNode {
  const t = texts('portalUsers');
  const path = `${licensePath(license.uid)}/users`;
  const limit = license.maxUsers;
  const isFull = limit !== null && total >= limit;
  return (
    <Card
      id="users"
      title={limit === null ? t.named({ count: total }) : t.namedOf({ count: total, limit })}
      lead={isFull ? t.noneLeft : t.namedLead}
    >
      <ul class="portal-rows">
        {named.map(({ uid, identifier, name }) => (
          <li key={uid}>
            <Icon name="user" />
            <div class="portal-row-text">
              <p>{name ?? identifier}</p>
              {name !== null && <p class="portal-hint">{identifier}</p>}
            </div>
            <PostForm action={`${path}/${uid}/remove`}>
              <Button
                text={
                  <>
                    {t.unassign}
                    <span class="visually-hidden">: {identifier}</span>
                  </>
                }
              />
            </PostForm>
          </li>
        ))}
      </ul>
      {!isFull && others.length > 0 && (
        <PostForm class="portal-form" action={path}>
          <div class="field">
            <label for="named-user">{t.choose}</label>
            <select class="input" id="named-user" name="user">
              {others.map(({ uid, email, name }) => (
                <option key={uid} value={uid}>
                  {name === null ? email : `${name}, ${email}`}
                </option>
              ))}
            </select>
          </div>
          <Button icon="plus" text={t.assign} />
        </PostForm>
      )}
      {!isFull && others.length === 0 && <p class="portal-hint">{t.noOthers}</p>}
    </Card>
  );
}
