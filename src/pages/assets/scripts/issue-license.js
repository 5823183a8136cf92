// The form for a license: while one types, the server says what it amounts to.

const FORM = 'form[data-refill]';
const PARTS = '.fold > summary, .hint[id], .radio-note[id], #new-customer, #issue-summary';
const FIELDS = 'input, select, textarea';
const DELAY_MS = 300;

let timer;
let running;

document.addEventListener('input', ({ target }) => {
  const form = target.closest(FORM);
  if (form) {
    clearTimeout(timer);
    timer = setTimeout(() => void ask(form, 'refresh', showParts), DELAY_MS);
  }
});

document.addEventListener('change', ({ target }) => {
  if (target.matches(`${FORM} [name="product"], ${FORM} [name="policy"]`)) {
    void ask(target.form, 'refresh', showAll);
  }
});

document.addEventListener('click', (event) => {
  const button = event.target.closest(`${FORM} button[name="do"]`);
  if (button) {
    event.preventDefault();
    void ask(button.form, button.value, showAll, button);
  }
});

document.addEventListener('submit', () => {
  clearTimeout(timer);
  running?.abort();
});

const bodyOf = (form) => new URLSearchParams(new FormData(form));

/** Sends the form as the button would, which is pressed if the server does not answer. */
async function ask(form, action, show, button) {
  clearTimeout(timer);
  running?.abort();
  running = new AbortController();
  const { signal } = running;
  const sent = bodyOf(form);
  const body = new URLSearchParams([...sent, ['do', action]]);
  const shown = await answerTo(form.action, { method: 'POST', body, signal }).catch(() => undefined);
  if (signal.aborted) {
    return;
  }
  if (!shown) {
    if (button) {
      form.requestSubmit(button);
    }
    return;
  }
  // Somebody typed on meanwhile.
  if (String(bodyOf(form)) !== String(sent)) {
    await ask(form, action, show, button);
    return;
  }
  show(form, shown);
}

async function answerTo(path, request) {
  const response = await fetch(path, request);
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  return response.ok ? page.querySelector(FORM) : undefined;
}

/** Everything around the fields; they keep the cursor. */
function showParts(form, shown) {
  const fresh = partsOf(shown);
  partsOf(form).forEach((part, id) => {
    const other = fresh.get(id);
    const isTypedIn = document.activeElement.matches(FIELDS) && part.contains(document.activeElement);
    if (other && !isTypedIn && part.innerHTML !== other.innerHTML) {
      replace(part, other);
    }
  });
}

function partsOf(form) {
  return new Map([...form.querySelectorAll(PARTS)].map((part) => [part.closest('[id]').id, part]));
}

function replace(part, other) {
  const hadFocus = part.contains(document.activeElement) && document.activeElement !== part;
  part.replaceChildren(...other.childNodes);
  if (hadFocus) {
    part.querySelector(`${FIELDS}, button`)?.focus();
  }
  const panel = part.matches('#new-customer') && part.querySelector('.panel');
  if (panel) {
    document.dispatchEvent(new CustomEvent('keyward:status', { detail: { text: panel.ariaLabel } }));
  }
}

function showAll(form, shown) {
  const open = [...form.querySelectorAll('.fold[open]')].map(({ id }) => id);
  const { id: focused } = document.activeElement;
  form.replaceChildren(...shown.childNodes);
  open.forEach((id) => document.getElementById(id)?.setAttribute('open', ''));
  document.querySelector('#errors')?.remove();
  (form.querySelector('[autofocus]') ?? document.getElementById(focused))?.focus();
}
