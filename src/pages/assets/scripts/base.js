// Saves clicks and waits. Every page works without it.

const SEARCH_DELAY_MS = 250;
const COPIED_MS = 2_000;

const status = document.createElement('p');
status.setAttribute('role', 'status');
status.className = 'visually-hidden';
document.body.append(status);

const openMenus = () => [...document.querySelectorAll('details.menu[open]')];
const closeMenus = (except) => openMenus().forEach((menu) => (menu.open = menu.contains(except)));

tellZone();
showCopyButtons();
document.querySelectorAll('.tabs').forEach(showCurrentTab);
document.querySelector('[role="alert"]')?.focus();
document.querySelectorAll('form[method="post"]').forEach(sendOnce);
document.querySelectorAll('.main form[data-form]').forEach(askBeforeLeaving);
searchWhileTyping();

document.addEventListener('keyward:status', ({ detail }) => say(detail.text));

document.addEventListener('click', ({ target }) => {
  closeMenus(target);
  const button = target.closest('[data-copy]');
  if (button) {
    void copy(button);
  }
});

document.addEventListener('keydown', (event) => {
  const [menu] = openMenus();
  if (event.key === 'Escape' && menu) {
    menu.open = false;
    menu.querySelector('summary').focus();
  }
  const search = document.querySelector('input[data-search]');
  const isTyping = event.target.closest('input, textarea, select') || 'noSingleKeys' in document.body.dataset;
  if (event.key === '/' && search && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    search.focus();
  }
});

/** Tabs beyond the edge of a narrow screen. */
function showCurrentTab(tabs) {
  const current = tabs.querySelector('[aria-current]');
  tabs.scrollLeft = current ? current.offsetLeft + current.offsetWidth - tabs.offsetLeft - tabs.clientWidth : 0;
}

/** Screen readers read the text. Other scripts dispatch `keyward:status` with `detail: { text }`. */
function say(text) {
  status.textContent = text;
}

/** Later pages show times in the zone of this browser. The cookie has the name that the server gives to its own. */
function tellZone() {
  const { base = '' } = document.documentElement.dataset;
  const isSecure = location.protocol === 'https:';
  const prefix = base === '' ? '__Host-' : '__Secure-';
  const name = `${isSecure ? prefix : ''}keyward_zone${base.replaceAll('/', '.')}`;
  const zone = encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone);
  document.cookie = `${name}=${zone}; Path=${base || '/'}; Max-Age=31536000; SameSite=Lax${isSecure ? '; Secure' : ''}`;
}

function showCopyButtons() {
  // Browsers have no clipboard on unencrypted connections.
  if (navigator.clipboard) {
    document.querySelectorAll('[data-copy]').forEach((button) => (button.hidden = false));
  }
}

async function copy(button) {
  const label = button.querySelector('span');
  await navigator.clipboard.writeText(button.dataset.copy);
  const { wordCopied } = document.body.dataset;
  if (label.textContent === wordCopied) {
    return;
  }
  const { textContent } = label;
  label.textContent = wordCopied;
  say(`${wordCopied}: ${button.dataset.what}`);
  setTimeout(() => (label.textContent = textContent), COPIED_MS);
}

/** Whether this page stays as it is, because a button opens what it sends in another place, such as a preview. */
function opensElsewhere({ submitter }) {
  return Boolean(submitter?.formTarget) && submitter.formTarget !== '_self';
}

function sendOnce(form) {
  let isSent = false;
  form.addEventListener('submit', (event) => {
    if (opensElsewhere(event)) {
      // It makes no change, and may be sent again: without the id of the form.
      const id = form.querySelector('[name="form_id"]');
      id.disabled = true;
      setTimeout(() => (id.disabled = false));
      return;
    }
    if (isSent) {
      event.preventDefault();
      return;
    }
    isSent = true;
    event.submitter?.setAttribute('aria-disabled', 'true');
  });
  // The browser may show this page again from its memory.
  addEventListener('pageshow', () => {
    isSent = false;
    form.querySelectorAll('button[aria-disabled]').forEach((button) => button.removeAttribute('aria-disabled'));
  });
}

function askBeforeLeaving(form) {
  let isChanged = false;
  form.addEventListener('input', ({ target }) => (isChanged ||= target.type !== 'search'));
  form.addEventListener('submit', (event) => (isChanged &&= opensElsewhere(event)));
  addEventListener('beforeunload', (event) => {
    if (isChanged) {
      event.preventDefault();
    }
  });
}

function searchWhileTyping() {
  let timer;
  let running;
  document.addEventListener('input', ({ target }) => {
    if (!target.closest('[data-search]')) {
      return;
    }
    clearTimeout(timer);
    timer = setTimeout(() => {
      running?.abort();
      running = new AbortController();
      void search(target, running.signal);
    }, SEARCH_DELAY_MS);
  });
}

/** The part in which somebody types stays as it is. */
async function search(input, signal) {
  const { form } = input;
  // An empty field of a form that makes a change has a meaning.
  const fields = [...new FormData(form)].filter(([, value]) => value !== '' || form.method === 'post');
  const url = `${form.action}?${new URLSearchParams(fields)}`;
  try {
    const response = await fetch(url, { signal });
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const results = page.querySelector('[data-live="results"]');
    if (!results && form.method === 'post') {
      throw new Error('What was entered stays here');
    }
    // Not a list: the session may have ended.
    if (!results) {
      location.assign(url);
      return;
    }
    const parts = [...document.querySelectorAll('[data-live]')].filter((part) => !part.contains(input));
    parts.forEach((part) => replacePart(part, page));
    showCopyButtons();
    // Other scripts prepare the new parts.
    document.dispatchEvent(new CustomEvent('keyward:replaced'));
    history.replaceState(null, '', url);
    say(results.dataset.summary);
  } catch (error) {
    if (error.name !== 'AbortError') {
      say(document.body.dataset.wordSearchFailed);
    }
  }
}

function replacePart(part, page) {
  const fresh = page.querySelector(`[data-live="${CSS.escape(part.dataset.live)}"]`);
  if (fresh) {
    part.replaceWith(fresh);
  }
}
