import type { VNode } from 'preact';
import { type Activation } from '../../../core/licenses';
import { texts } from '../../../core/i18n';
import { Button } from '../../../pages/components/button';
import { Icon } from '../../../pages/components/icon';
import { PostForm } from '../../../pages/components/post-form';
import { licensePath, usedText } from './license-words';
import { factsOf } from './shown-facts.view';

interface DeviceRowProps {
  readonly license: string;
  readonly device: Activation;
  readonly canFree: boolean;
}

/** An active device, with what its metadata shows. */
export function DeviceRow({ license, device, canFree }: DeviceRowProps): VNode {
  const t = texts('portalLicense');
  const name = device.name ?? device.fingerprint;
  const facts = [device.appVersion !== null && t.version({ version: device.appVersion }), usedText(device.lastSeenAt)];
  const shown = factsOf(device.metadata).map(({ name: fact, text }) => `${fact}: ${text}`);
  return (
    <li>
      <Icon name="monitor" />
      <div class="portal-row-text">
        <p class={device.name === null ? 'mono' : undefined}>{name}</p>
        <p class="portal-hint">{[...facts, ...shown].filter(Boolean).join(' · ')}</p>
      </div>
      {canFree && (
        <PostForm action={`${licensePath(license)}/devices/${device.uid}/free`}>
          <Button
            text={
              <>
                {t.freeDevice}
                <span class="visually-hidden">: {name}</span>
              </>
            }
          />
        </PostForm>
      )}
    </li>
  );
}
