// Selected rows: a live count, ranges with Shift, and the box in the head.

document.documentElement.classList.add('has-selection');

let lastBox;

const boxesOf = (form) => [...form.querySelectorAll('.select-row input')];

document.addEventListener('click', (event) => {
  const box = event.target.closest('.select-row input');
  if (box) {
    selectRange(box, event.shiftKey);
    lastBox = box;
  }
});

document.addEventListener('change', ({ target }) => {
  const form = target.closest('.bulk-form');
  if (!form) {
    return;
  }
  if (target.matches('.select-page')) {
    boxesOf(form).forEach((box) => (box.checked = target.checked));
  }
  showCount(form);
});

function selectRange(box, isRange) {
  const boxes = boxesOf(box.form);
  const [from, to] = [boxes.indexOf(lastBox), boxes.indexOf(box)].sort((one, other) => one - other);
  if (isRange && from >= 0) {
    boxes.slice(from, to + 1).forEach((other) => (other.checked = box.checked));
  }
}

function showCount(form) {
  const boxes = boxesOf(form);
  const selected = boxes.filter(({ checked }) => checked).length;
  const all = form.querySelector('.bulk-all input');
  const head = form.querySelector('.select-page');
  const text = form.querySelector('[data-bulk-count]');
  head.checked = selected === boxes.length;
  head.indeterminate = selected > 0 && selected < boxes.length;
  if (selected === 0 && all) {
    all.checked = false;
  }
  text.textContent = all?.checked ? all.parentElement.textContent : text.dataset.bulkCount.replace('{n}', selected);
}

// Suggestions of customers while one types.
let timer;
document.addEventListener('input', ({ target }) => {
  if (target.matches('[data-suggest] input[list]') && target.value.length > 1) {
    clearTimeout(timer);
    timer = setTimeout(() => void suggest(target), 250);
  }
});

async function suggest(input) {
  const { suggest: path } = input.closest('[data-suggest]').dataset;
  const response = await fetch(`${path}?${new URLSearchParams({ q: input.value })}`).catch(() => undefined);
  if (response?.ok) {
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    input.list.replaceChildren(...page.querySelectorAll('option'));
  }
}
