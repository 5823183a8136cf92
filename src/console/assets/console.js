// Saves clicks. Every page works without it.

const status = document.createElement('p');
status.setAttribute('role', 'status');
status.className = 'visually-hidden';
document.body.append(status);

for (const button of document.querySelectorAll('[data-copy]')) {
  if (!navigator.clipboard) {
    break;
  }
  button.hidden = false;
  const label = button.querySelector('span');
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    label.textContent = 'Copied';
    status.textContent = `Copied: ${button.dataset.what}`;
    setTimeout(() => (label.textContent = 'Copy'), 2000);
  });
}

// Of several open menus, the last one stays open.
const menus = [...document.querySelectorAll('details.menu')];
for (const menu of menus) {
  menu.addEventListener('toggle', () => {
    if (menu.open) {
      menus.filter((other) => other !== menu).forEach((other) => (other.open = false));
    }
  });
  menu.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape' && menu.open) {
      menu.open = false;
      menu.querySelector('summary').focus();
    }
  });
}
document.addEventListener('click', ({ target }) => {
  menus.filter((menu) => !menu.contains(target)).forEach((menu) => (menu.open = false));
});

document.addEventListener('keydown', (event) => {
  const search = document.querySelector('[data-search]');
  const isTyping = event.target.closest('input, textarea, select');
  if (event.key === '/' && search && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    search.focus();
  }
});

document.querySelector('[role="alert"]')?.focus();

for (const form of document.querySelectorAll('form[method="post"]')) {
  let isSent = false;
  form.addEventListener('submit', (event) => {
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

// Leaving a changed form asks.
for (const form of document.querySelectorAll('.main form[data-form]')) {
  let isChanged = false;
  form.addEventListener('input', () => (isChanged = true));
  form.addEventListener('submit', () => (isChanged = false));
  addEventListener('beforeunload', (event) => {
    if (isChanged) {
      event.preventDefault();
    }
  });
}
