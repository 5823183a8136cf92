// `?` lists the shortcuts in a dialog: those of the page that the link to them opens without scripts.

const dialog = document.querySelector('[data-shortcuts]');
const link = document.querySelector('[data-shortcuts-open]');

if (dialog?.showModal && link) {
  link.addEventListener('click', (event) => {
    event.preventDefault();
    void open();
  });
  document.addEventListener('keydown', (event) => {
    const isTyping = event.target.closest('input, textarea, select') || 'noSingleKeys' in document.body.dataset;
    if (event.key === '?' && !isTyping && !event.ctrlKey && !event.metaKey && !document.querySelector('dialog[open]')) {
      event.preventDefault();
      void open();
    }
  });
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog || target.closest('[data-shortcuts-close]')) {
      dialog.close();
    }
  });
}

async function open() {
  const body = dialog.querySelector('.shortcuts-body');
  if (body.childElementCount === 0) {
    const page = await pageAt(link.href).catch(() => undefined);
    const list = page?.querySelector('[data-shortcuts-list]');
    // The session may have ended.
    if (!list) {
      location.assign(link.href);
      return;
    }
    // On the page of the shortcuts itself, its ids are taken.
    list.querySelectorAll('[id]').forEach((one) => (one.id = `dialog-${one.id}`));
    list.querySelectorAll('[aria-labelledby]').forEach((one) => {
      one.setAttribute('aria-labelledby', `dialog-${one.getAttribute('aria-labelledby')}`);
    });
    body.append(list);
  }
  if (!dialog.open) {
    dialog.showModal();
  }
}

async function pageAt(address) {
  const response = await fetch(address);
  return new DOMParser().parseFromString(await response.text(), 'text/html');
}
