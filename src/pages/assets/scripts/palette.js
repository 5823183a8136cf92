// Ctrl-K opens a search over the page: the actions of the page, then the results of the search page, as options of a list box.

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
    const actions = actionsLike(q).map(toAction);
    if (actions.length > 0) {
      show(q, actions);
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
      show(q, [...actions, ...[...hits.querySelectorAll('a')].map(toOption)]);
      status.textContent =
        page.querySelector(`p[data-hits-summary]${actions.length > 0 ? '' : ', [data-hits-summary] .empty-title'}`)
          ?.textContent ?? '';
    } catch (error) {
      if (error.name !== 'AbortError') {
        status.textContent = status.dataset.failed;
      }
    }
  }

  function show(q, options) {
    options.forEach((option, index) => (option.id = `palette-option-${index}`));
    list.replaceChildren(...options);
    list.dataset.q = q;
    list.scrollTop = 0;
    input.setAttribute('aria-expanded', String(options.length > 0));
    select(list.firstElementChild);
  }

  function toOption(link) {
    const option = document.createElement('div');
    option.className = link.className;
    option.setAttribute('role', 'option');
    option.dataset.href = link.getAttribute('href');
    option.append(...link.childNodes);
    return option;
  }

  function toAction(control) {
    const option = dialog.querySelector('template').content.firstElementChild.cloneNode(true);
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
    const options = [...list.children];
    const index = options.indexOf(selected()) + step;
    select(options.at(index % Math.max(options.length, 1)));
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
