// Ctrl-K opens a search over the page. The results are those of the search page, as the options of a list box.

const DELAY_MS = 150;

const dialog = document.querySelector('[data-palette]');
if (dialog?.showModal) {
  setUp(dialog);
}

function setUp(dialog) {
  const input = dialog.querySelector('input');
  const list = dialog.querySelector('[role="listbox"]');
  const status = dialog.querySelector('[role="status"]');
  let timer;
  let running;

  document.addEventListener('keydown', (event) => {
    if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
      event.preventDefault();
      open('');
    }
  });
  document.querySelectorAll('[data-palette-open]').forEach((opener) => {
    opener.addEventListener('click', (event) => {
      event.preventDefault();
      open('');
    });
    // With the keyboard, the field opens it at the first letter.
    opener.addEventListener('input', () => {
      const text = opener.value;
      opener.value = '';
      open(text);
    });
  });

  // The browser closes it on Escape and returns the focus.
  dialog.addEventListener('click', ({ target }) => {
    const option = target.closest('[role="option"]');
    if (option) {
      location.assign(option.dataset.href);
    } else if (target === dialog || target.closest('[data-palette-close]')) {
      dialog.close();
    }
  });
  dialog.addEventListener('close', () => running?.abort());
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(search, DELAY_MS);
  });
  input.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      move(step);
    }
  });
  input.form.addEventListener('submit', (event) => {
    const chosen = selected();
    // Not while other results are on the way: then the page answers.
    if (chosen && list.dataset.q === input.value.trim()) {
      event.preventDefault();
      location.assign(chosen.dataset.href);
    }
  });

  function open(text) {
    if (!dialog.open) {
      dialog.showModal();
    }
    input.value = text;
    input.focus();
    void search();
  }

  async function search() {
    running?.abort();
    const own = (running = new AbortController());
    const q = input.value.trim();
    try {
      const response = await fetch(`${input.form.action}?${new URLSearchParams({ q })}`, { signal: own.signal });
      const page = new DOMParser().parseFromString(await response.text(), 'text/html');
      const hits = page.querySelector('[data-hits]');
      // Not the search page: the session may have ended.
      if (!hits) {
        location.assign(response.url);
        return;
      }
      show(q, [...hits.querySelectorAll('a')]);
      status.textContent =
        page.querySelector('[data-hits-summary] .empty-title, p[data-hits-summary]')?.textContent ?? '';
    } catch (error) {
      if (error.name !== 'AbortError') {
        status.textContent = status.dataset.failed;
      }
    }
  }

  function show(q, links) {
    list.replaceChildren(...links.map(toOption));
    list.dataset.q = q;
    list.scrollTop = 0;
    input.setAttribute('aria-expanded', String(links.length > 0));
    select(list.firstElementChild);
  }

  function toOption(link, index) {
    const option = document.createElement('div');
    option.id = `palette-option-${index}`;
    option.className = link.className;
    option.setAttribute('role', 'option');
    option.dataset.href = link.getAttribute('href');
    option.append(...link.childNodes);
    return option;
  }

  function selected() {
    return list.querySelector('[aria-selected="true"]');
  }

  function select(option) {
    selected()?.setAttribute('aria-selected', 'false');
    option?.setAttribute('aria-selected', 'true');
    option?.scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', option?.id ?? '');
  }

  function move(step) {
    const options = [...list.children];
    const index = options.indexOf(selected()) + step;
    select(options.at(index % Math.max(options.length, 1)));
  }
}
