// Sends forms with a file, shows how much is sent, and lets one cancel it.

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];

document.querySelectorAll('[data-upload]').forEach((state) => {
  const form = state.closest('form');
  // Before the listener that keeps a form from being sent twice: this one sends it itself.
  form.addEventListener('submit', (event) => start(event, form, state), true);
});

function start(event, form, state) {
  const [file] = form.elements[state.dataset.upload].files;
  // Without a file there is nothing to wait for. A second press while it is sent does nothing.
  if (file && !form.dataset.sending) {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (file.size > Number(state.dataset.max)) {
      tell(state, state.dataset.tooLarge, true);
    } else {
      send(form, event.submitter, state);
    }
  } else if (file) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}

function send(form, submitter, state) {
  const request = new XMLHttpRequest();
  const cancel = state.querySelector('button');
  form.dataset.sending = '1';
  submitter?.setAttribute('aria-disabled', 'true');
  tell(state, '');
  state.querySelector('progress').hidden = false;
  cancel.hidden = false;
  cancel.onclick = () => request.abort();
  request.upload.onprogress = ({ loaded, total }) => progress(state, loaded, total);
  request.upload.onload = () => tell(state, state.dataset.saving);
  request.onload = () => show(request);
  request.onerror = () => stop(state.dataset.failed);
  request.onabort = () => stop(state.dataset.cancelled);
  request.open('POST', submitter?.formAction || form.action);
  request.send(new FormData(form, submitter));

  function stop(text) {
    delete form.dataset.sending;
    submitter?.removeAttribute('aria-disabled');
    tell(state, text, true);
  }
}

function progress(state, loaded, total) {
  state.querySelector('progress').value = (100 * loaded) / total;
  const text = state.dataset.progress.replace('{sent}', bytes(loaded)).replace('{total}', bytes(total));
  state.querySelector('[data-bytes]').textContent = text;
}

function tell(state, text, isEnd = false) {
  const status = state.querySelector('[role="status"]');
  state.hidden = false;
  state.querySelector('[data-bytes]').textContent = '';
  status.textContent = text;
  status.classList.toggle('upload-failed', isEnd);
  if (isEnd) {
    state.querySelector('progress').hidden = true;
    state.querySelector('button').hidden = true;
  }
}

/** The answer is a whole page: that of a redirect, or the form again with what is wrong. */
function show(request) {
  history.replaceState(null, '', request.responseURL);
  document.open();
  document.write(request.responseText);
  document.close();
}

function bytes(count) {
  const power = Math.min(Math.floor(Math.log10(Math.max(count, 1)) / 3), UNITS.length - 1);
  const unit = { style: 'unit', unit: UNITS[power], unitDisplay: 'short', maximumFractionDigits: 1 };
  return new Intl.NumberFormat(document.documentElement.lang, unit).format(count / 1000 ** power);
}
