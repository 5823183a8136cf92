import { KeywardLicenseElement } from './license-element';

export { answerDialog, type DialogBridge, type DialogReply, licenseOver } from './bridge';
export type { DialogDevice, DialogDevices, DialogLicense, DialogState } from './dialog-license';
export { KeywardLicenseElement } from './license-element';
export type { DialogTexts } from './texts';

declare global {
  interface HTMLElementTagNameMap {
    'keyward-license': KeywardLicenseElement;
  }
}

const { customElements: registry } = globalThis as { readonly customElements?: CustomElementRegistry };
// Two copies of this package may be in a page.
if (registry && !registry.get('keyward-license')) {
  registry.define('keyward-license', KeywardLicenseElement);
}
