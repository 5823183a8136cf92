// The settings that were changed but not saved: marked, counted and listed in the foot, which is there only for them.

const foot = document.querySelector('[data-settings-foot]');
const rows = [...document.querySelectorAll('[data-setting]')].filter((row) => fieldOf(row));

if (foot) {
  document.addEventListener('input', ({ target }) => target.closest('[data-setting]') && showChanges());
  showChanges();
}

function fieldOf(row) {
  return row.querySelector('textarea, .switch, input:checked, input.input');
}

function textOf(row) {
  const field = fieldOf(row);
  const value = field.type === 'checkbox' ? String(field.checked) : field.value;
  return value
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

function showChanges() {
  const changed = rows.filter((row) => {
    const isUnsaved = textOf(row) !== row.dataset.saved;
    row.querySelector('.setting-dot').hidden = !isUnsaved;
    return isUnsaved;
  });
  const { one, many, none, sample } = foot.dataset;
  const number = changed.length.toLocaleString(document.documentElement.lang);
  const text = changed.length === 0 ? none : changed.length === 1 ? one : many.replace(sample, number);
  foot.hidden = changed.length === 0;
  foot.querySelector('button span').textContent = text;
  foot.querySelector('ul').replaceChildren(...changed.map(itemOf));
}

function itemOf(row) {
  const item = document.createElement('li');
  const title = document.createElement('b');
  const value = document.createElement('b');
  title.textContent = row.dataset.setting;
  // Nobody reads a secret over a shoulder.
  const isSecret = fieldOf(row).type === 'password';
  value.textContent = isSecret ? '********' : textOf(row).replaceAll('\n', ', ');
  item.append(title, ` ${row.dataset.saved.replaceAll('\n', ', ')} → `, value);
  return item;
}

// What customers see of the settings, beside them.
document.querySelectorAll('[data-shows]').forEach((part) => {
  const { shows, attribute, otherwise } = part.dataset;
  const field = document.getElementById(shows);
  field?.addEventListener('input', () => {
    const value = field.value.trim() || otherwise;
    if (attribute === undefined) {
      part.textContent = value;
    } else {
      part.setAttribute(attribute, value);
    }
  });
});
