import type { VNode } from 'preact';
import { texts } from '../../core/i18n';
import { Icon } from './icon';

/** Shown by the script on the page of a form whose typed text was not saved, such as after the session had ended. */
export function TypedTextOffer(): VNode {
  return (
    <template data-typed-text>
      <TypedTextBanner />
    </template>
  );
}

function TypedTextBanner(): VNode {
  const t = texts('typedText');
  return (
    <section
      class="banner banner-neutral"
      aria-labelledby="typed-text-title"
      data-restored={t.restored}
      data-left={t.left}
    >
      <Icon name="history" size={20} />
      <div class="banner-text">
        <h2 id="typed-text-title">{t.title}</h2>
        <div class="banner-reason">{t.reason}</div>
      </div>
      <div class="banner-action actions">
        <button class="btn btn-default" type="button" data-restore>
          <span>{t.restore}</span>
        </button>
        <button class="btn btn-quiet" type="button" data-discard>
          <span>{t.discard}</span>
        </button>
      </div>
    </section>
  );
}
