import { KeywardError, localStorageStore, openLicense, systemDevice } from '@keyward/sdk';
import { LICENSING } from './licensing.mjs';

const form = document.querySelector('#activation');
const program = document.querySelector('#program');
const message = document.querySelector('#message');

const license = await openLicense({ ...LICENSING, store: localStorageStore('my-program'), device: systemDevice() });

function render(state) {
  form.hidden = state.usable;
  program.hidden = !state.usable;
  message.textContent = state.kind === 'grace' ? `Connect before ${state.until.toLocaleDateString()}` : '';
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  try {
    await license.activate(form.elements.key.value);
  } catch (error) {
    // Anything else is a mistake in this page.
    if (!(error instanceof KeywardError)) {
      throw error;
    }
    message.textContent = error.isUnreachable
      ? 'The license server cannot be reached. Try again later.'
      : (error.description ?? error.message);
  }
});

license.on('change', render);
render(license.state);
