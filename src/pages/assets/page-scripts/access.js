// The forms of API keys and roles: a preset fills the rows below it, and the foot sums up what is chosen.

const form = document.querySelector('form[data-access]');
const summary = form?.querySelector('[data-access-summary]');

if (form) {
  form.addEventListener('input', ({ target }) => {
    const preset = checked('access');
    if (target.name === 'kind' && target.value !== 'internal' && preset) {
      preset.checked = false;
    }
    if (preset && preset.value !== 'custom') {
      rows().forEach(({ row }) => choose(row, preset.value === 'full' ? ['write', 'read'] : ['read', 'none']));
    }
    sumUp();
  });
  sumUp();
}

function checked(name) {
  return form.querySelector(`[name="${name}"]:checked`);
}

/** The resources that fit what is chosen. */
function rows() {
  const hasProducts = form.querySelector('[name="products[]"]:checked') || form.elements.more_products?.value;
  return [...form.querySelectorAll('.access-row')]
    .filter((row) => !hasProducts || !row.classList.contains('access-of-all'))
    .map((row) => ({ row, title: row.querySelector('[data-resource]').dataset.resource, level: levelOf(row) }));
}

function levelOf(row) {
  return row.querySelector(':checked')?.value;
}

/** The first of these levels that the row has. */
function choose(row, levels) {
  const [radio] = levels.flatMap((level) => row.querySelector(`[value="${level}"]`) ?? []);
  if (radio) {
    radio.checked = true;
  }
}

function sumUp() {
  const { dataset } = summary ?? {};
  const preset = checked('access')?.value;
  const isClient = form.elements.kind && checked('kind')?.value !== 'internal';
  const all = rows();
  const used = all.filter(({ level }) => level !== 'none');
  const label = form.querySelector('[name="access"][value="custom"] + span');
  label.dataset.title ??= label.textContent;
  label.textContent =
    preset === 'custom'
      ? filled(form.querySelector('.access-rows').dataset.custom, { count: used.length, all: all.length })
      : label.dataset.title;
  if (!dataset) {
    return;
  }
  const access = isClient ? [dataset.client] : accessIn(dataset, preset, used);
  summary.hidden = (isClient && !checked('kind')) || access.length === 0;
  const sentence = [...access, ...productsIn(dataset), ...endIn(dataset)].join(dataset.comma);
  summary.textContent = sentence.charAt(0).toLocaleUpperCase() + sentence.slice(1) + dataset.period;
}

function accessIn({ everything, allRead, reads, writes }, preset, used) {
  if (preset === undefined) {
    return [];
  }
  if (preset !== 'custom') {
    return [preset === 'full' ? everything : allRead];
  }
  return [
    [reads, used.filter(({ level }) => level === 'read')],
    [writes, used.filter(({ level }) => level !== 'read')],
  ].flatMap(([text, some]) =>
    some.length > 0 ? [filled(text, { list: listOf(some.map(({ title }) => title)) })] : [],
  );
}

function productsIn({ products }) {
  const chips = [...form.querySelectorAll('[name="products[]"]:checked')];
  const typed = form.elements.more_products?.value.split(',').map((name) => name.trim()) ?? [];
  const names = [...chips.map((chip) => chip.nextElementSibling.textContent), ...typed.filter(Boolean)];
  return names.length > 0 ? [filled(products, { list: listOf(names) })] : [];
}

function endIn({ until, forever }) {
  const date = form.elements.expires_on;
  if (!date) {
    return [];
  }
  const { lang } = document.documentElement;
  const shown =
    date.value &&
    new Date(`${date.value}T00:00:00Z`).toLocaleDateString(lang, { timeZone: 'UTC', dateStyle: 'medium' });
  return [shown ? filled(until, { date: shown }) : forever];
}

function listOf(names) {
  return new Intl.ListFormat(document.documentElement.lang, { type: 'conjunction' }).format(names);
}

function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
