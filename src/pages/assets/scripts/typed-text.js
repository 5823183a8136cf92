// Keeps what is typed into forms until it is saved, and offers it again after a sign-in or an error. It stays in this tab.
// Passwords, secrets, codes and files are never kept.

// Servers below other paths of the host keep their own.
const PREFIX = `keyward-typed${document.documentElement.dataset.base ?? ''}:`;
const SECRET = '[type="password"], [type="file"], [type="hidden"], [autocomplete="one-time-code"], [data-secret]';

const shell = document.querySelector('[data-user]');
const main = document.querySelector('.main');
const template = document.querySelector('.main [data-typed-text]');
const here = PREFIX + location.pathname + location.search;
const kept = storageOf();

if (kept) {
  begin();
  document.addEventListener('submit', ({ target }) => target.action.endsWith('/logout') && keys().forEach(forget));
}

/** Browsers may forbid it. */
function storageOf() {
  try {
    return window.sessionStorage;
  } catch {
    return undefined;
  }
}

function begin() {
  const isError = document.querySelector('.state-status');
  if (!shell || isError) {
    // The sign-in, or a form that was answered with an error: what was typed is not saved.
    const unsaved = keys().map((key) => ({ key, ...read(key) }));
    unsaved.forEach(({ key, ...entry }) => write(key, { ...entry, isUnsaved: true }));
    const flash = document.querySelector('.bare .flash-warn p');
    if (flash && unsaved.length > 0) {
      flash.textContent = document.querySelector('.bare').dataset.typedKept;
    }
    return;
  }
  keys()
    .filter((key) => !isStillWanted(key))
    .forEach(forget);
  if (read(here)?.isUnsaved && template) {
    offer(read(here));
  }
  document.addEventListener('input', ({ target }) => keep(target.form));
  document.addEventListener('change', ({ target }) => keep(target.form));
}

/** What was saved or left is not; nor is what somebody else typed. A form that is shown again goes on with it. */
function isStillWanted(key) {
  const { user, isUnsaved } = read(key) ?? {};
  const isAgain = key === here && main.hasAttribute('data-answer');
  return user === shell.dataset.user && (isUnsaved || isAgain);
}

function keys() {
  return Object.keys(kept).filter((key) => key.startsWith(PREFIX));
}

function read(key) {
  try {
    return JSON.parse(kept.getItem(key)) ?? undefined;
  } catch {
    return undefined;
  }
}

function write(key, entry) {
  try {
    kept.setItem(key, JSON.stringify(entry));
  } catch {
    // The storage is full: this is lost, as it is without scripts.
  }
}

function forget(key) {
  kept.removeItem(key);
}

function formsIn() {
  return [...main.querySelectorAll('form[method="post"]')];
}

function fieldsIn(form) {
  return [...form.elements].filter((field) => field.matches('input, select, textarea') && !field.matches(SECRET));
}

/** Fields of the same name are told apart by their value if they are choices, otherwise by their place. */
function nameOf(field, form) {
  const isChoice = field.matches('[type="checkbox"], [type="radio"]');
  const place = fieldsIn(form)
    .filter(({ name }) => name === field.name)
    .indexOf(field);
  return JSON.stringify([form.getAttribute('action'), field.name, isChoice ? field.value : place]);
}

function valueOf(field) {
  return field.matches('[type="checkbox"], [type="radio"]') ? field.checked : field.value;
}

function isChanged(field) {
  if (field.options) {
    const initial = [...field.options].find(({ defaultSelected }) => defaultSelected) ?? field.options[0];
    return field.value !== initial?.value;
  }
  return field.matches('[type="checkbox"], [type="radio"]')
    ? field.checked !== field.defaultChecked
    : field.value !== field.defaultValue;
}

/** Keeps the fields that were changed, on this page or before the form was shown again. */
function keep(form) {
  if (!form?.matches('.main form[method="post"]')) {
    return;
  }
  const values = { ...read(here)?.values };
  fieldsIn(form).forEach((field) => {
    const name = nameOf(field, form);
    if (name in values || isChanged(field)) {
      values[name] = valueOf(field);
    }
  });
  write(here, { user: shell.dataset.user, values });
}

function offer({ values }) {
  const banner = template.content.firstElementChild.cloneNode(true);
  banner.querySelector('[data-restore]').addEventListener('click', () => restore(values, banner));
  banner.querySelector('[data-discard]').addEventListener('click', () => {
    forget(here);
    banner.remove();
    main.focus();
  });
  main.prepend(banner);
  say(banner.querySelector('h2').textContent);
}

function restore(values, banner) {
  const fields = new Map(formsIn().flatMap((form) => fieldsIn(form).map((field) => [nameOf(field, form), field])));
  const restored = Object.entries(values).filter(([name, value]) => fields.has(name) && put(fields.get(name), value));
  // Other scripts hear of the fields when all have their values.
  restored.forEach(([name]) => {
    fields.get(name).dispatchEvent(new Event('input', { bubbles: true }));
    fields.get(name).dispatchEvent(new Event('change', { bubbles: true }));
  });
  restored.forEach(([name]) => openAround(fields.get(name)));
  const left = Object.entries(values).filter(
    ([name, value]) => typeof value === 'string' && value && !fields.has(name),
  );
  if (left.length > 0) {
    showLeft(left, banner);
  } else {
    banner.remove();
  }
  fields.get(restored[0]?.[0])?.focus();
  say(banner.dataset.restored);
}

/** @returns whether the field has this value now */
function put(field, value) {
  if (typeof value === 'boolean') {
    field.checked = value;
  } else {
    field.value = value;
  }
  return valueOf(field) === value;
}

function openAround(field) {
  for (let fold = field.closest('details'); fold; fold = fold.parentElement.closest('details')) {
    fold.open = true;
  }
}

/** Texts of fields that the form does not have now, such as those of further rows. */
function showLeft(left, banner) {
  banner.querySelector('.banner-action').remove();
  banner.querySelector('.banner-reason').textContent = banner.dataset.left;
  const list = document.createElement('pre');
  list.textContent = left.map(([, value]) => value).join('\n');
  banner.querySelector('.banner-text').append(list);
}

function say(text) {
  document.dispatchEvent(new CustomEvent('keyward:status', { detail: { text } }));
}
