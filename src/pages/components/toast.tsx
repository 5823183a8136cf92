import type { VNode } from 'preact';
import { texts } from '../../core/i18n';
import { Icon } from './icon';

/**
 * The place at the bottom right where scripts report results: they dispatch `keyward:toast` at the document with
 * `detail: { text, tone }`, where the tone is `ok` or `bad`. Never the only place for an error.
 */
export function ToastTemplate(): VNode {
  return (
    <>
      <div class="toasts" role="status" id="toasts" />
      <template id="toast">
        <Toast />
      </template>
    </>
  );
}

export function Toast({ text, tone = 'ok' }: { readonly text?: string; readonly tone?: 'ok' | 'bad' }): VNode {
  return (
    <div class={text === undefined ? 'toast' : `toast toast-${tone}`}>
      <Icon name="circle-alert" />
      <p>{text}</p>
      <button type="button">{texts('components').close}</button>
    </div>
  );
}
