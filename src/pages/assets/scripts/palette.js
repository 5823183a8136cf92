// Ctrl-K opens a search over the page: the actions of the page, the pages that were visited last, then the results of the
// search page, as options of a list box in groups.

const DELAY_MS = 150;
const KEPT_VISITS = 8;
const SHOWN_VISITS = 5;

const dialog = document.querySelector('[data-palette]');
// Of this user and this server; a sign-out forgets them.
const { dataset: ofRoot } = document.documentElement;
const visitsKey = `keyward-visits${ofRoot.base ?? ''}:${document.querySelector('[data-user]')?.dataset.user}`;
if (dialog?.showModal) {
  keepVisit();
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
      choose(option);
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
      choose(chosen);
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
    const ofHere = [
      group(list.dataset.ofPage, actionsLike(q).map(toAction)),
      group(list.dataset.visited, visitsLike(q).map(toVisit)),
    ].filter(Boolean);
    if (ofHere.length > 0) {
      show(q, ofHere);
    }
    try {
      const response = await fetch(`${input.form.action}?${new URLSearchParams({ q })}`, { signal: own.signal });
      const page = new DOMParser().parseFromString(await response.text(), 'text/html');
      const hits = page.querySelector('[data-hits]');
      // Not the search page: the session may have ended.
      if (!hits) {
        location.assign(response.url);
        return;
      }
      const found = [...hits.querySelectorAll('section')].map((section) =>
        group(section.querySelector('h2').textContent, [...section.querySelectorAll('a')].map(toOption)),
      );
      show(q, [...ofHere, ...found]);
      status.textContent =
        page.querySelector(`p[data-hits-summary]${ofHere.length > 0 ? '' : ', [data-hits-summary] .empty-title'}`)
          ?.textContent ?? '';
    } catch (error) {
      if (error.name !== 'AbortError') {
        status.textContent = status.dataset.failed;
      }
    }
  }

  function show(q, groups) {
    list.replaceChildren(...groups);
    options().forEach((option, index) => (option.id = `palette-option-${index}`));
    list.dataset.q = q;
    list.scrollTop = 0;
    input.setAttribute('aria-expanded', String(groups.length > 0));
    select(options()[0]);
  }

  function options() {
    return [...list.querySelectorAll('[role="option"]')];
  }

  /** Options below their title; undefined without options. */
  function group(title, options) {
    if (options.length === 0) {
      return undefined;
    }
    const element = document.createElement('div');
    element.setAttribute('role', 'group');
    element.setAttribute('aria-label', title);
    const heading = document.createElement('p');
    heading.className = 'hit-group-title';
    heading.setAttribute('aria-hidden', 'true');
    heading.textContent = title;
    element.append(heading, ...options);
    return element;
  }

  function toOption(link) {
    const option = document.createElement('div');
    option.className = link.className;
    option.setAttribute('role', 'option');
    option.dataset.href = link.getAttribute('href');
    option.append(...link.childNodes);
    return option;
  }

  function toVisit({ href, title }) {
    const option = ofTemplate();
    option.querySelector('.hit-title').textContent = title;
    option.querySelector('.hit-note').remove();
    option.dataset.href = href;
    return option;
  }

  function ofTemplate() {
    return dialog.querySelector('template').content.firstElementChild.cloneNode(true);
  }

  function toAction(control) {
    const option = ofTemplate();
    const icon = control.querySelector('.icon');
    option.querySelector('.icon').replaceWith(icon ? icon.cloneNode(true) : option.querySelector('.icon'));
    option.querySelector('.hit-title').textContent = titleOf(control);
    if (control.href) {
      option.dataset.href = control.getAttribute('href');
      option.querySelector('.hit-note').remove();
    }
    option.control = control;
    return option;
  }

  /** Opens the page of an option. A button is not pressed, but gets the focus: a second Enter presses it. */
  function choose({ dataset, control }) {
    if (dataset.href) {
      location.assign(dataset.href);
      return;
    }
    dialog.close();
    // A click outside of menus closes them.
    setTimeout(() => {
      control.closest('details')?.setAttribute('open', '');
      control.focus();
    });
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
    const all = options();
    const index = all.indexOf(selected()) + step;
    select(all.at(index % Math.max(all.length, 1)));
  }
}

/** The links and buttons in the head of the page, and in its menu, that have all words of a text. */
function actionsLike(text) {
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const controls = document.querySelectorAll('.page-title .actions :is(a[href], button:not(:disabled))');
  return [...controls].filter((control) => {
    const title = titleOf(control).toLocaleLowerCase();
    return title !== '' && words.every((word) => isLike(title, word));
  });
}

function titleOf(control) {
  return (control.getAttribute('aria-label') ?? control.textContent).trim();
}

/** Whether the text has the word, or one of its words has all of its letters in their order: `rvk` finds Revoke. */
function isLike(text, word) {
  const hasLetters = (one) => {
    let at = -1;
    return one[0] === word[0] && [...word].every((letter) => (at = one.indexOf(letter, at + 1)) >= 0);
  };
  return text.includes(word) || text.split(/[^\p{L}\p{N}]+/u).some(hasLetters);
}

/** The last page first. Pages of errors, answers to forms and the search are left out. */
function keepVisit() {
  document.addEventListener('submit', ({ target }) => target.action.endsWith('/logout') && store([]));
  const heading = document.querySelector('.main h1');
  const isLeftOut = document.querySelector('.state-status, [data-hits], .main[data-answer]');
  if (heading && !isLeftOut) {
    const visit = { href: location.pathname + location.search, title: heading.textContent.trim() };
    store([visit, ...visits().filter(({ href }) => href !== visit.href)].slice(0, KEPT_VISITS));
  }
}

/** Browsers may forbid it. */
function store(entries) {
  try {
    localStorage.setItem(visitsKey, JSON.stringify(entries));
  } catch {
    // The palette does without them.
  }
}

function visits() {
  try {
    return JSON.parse(localStorage.getItem(visitsKey) ?? '[]');
  } catch {
    return [];
  }
}

/** The other pages that were visited last, whose titles have all words of a text. */
function visitsLike(text) {
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const here = location.pathname + location.search;
  return visits()
    .filter(({ href, title }) => href !== here && words.every((word) => title.toLocaleLowerCase().includes(word)))
    .slice(0, SHOWN_VISITS);
}
