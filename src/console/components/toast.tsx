import type { VNode } from 'preact';
import { Icon } from './icon';
import { COMPONENT_TEXTS } from './texts';

/**
 * What scripts show at the bottom right for what they did on the page: they dispatch `keyward:toast` at the document with
 * `detail: { text, tone }`, where the tone is `ok` or `bad`. Never the only place for an error.
 */
export function ToastTemplate(): VNode {
  return (
    <>
      <div class="toasts" role="status" id="toasts" />
      <template id="toast">
        <div class="toast">
          <Icon name="circle-alert" />
          <p />
          <button type="button">{COMPONENT_TEXTS().close}</button>
        </div>
      </template>
    </>
  );
}
