// Shows the buttons that copy a key, which the text itself can do without.
document.querySelectorAll('[data-copy]').forEach((button) => {
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    const said = document.createElement('span');
    said.className = 'portal-copied';
    said.setAttribute('role', 'status');
    said.textContent = document.body.dataset.wordCopied;
    button.after(said);
    setTimeout(() => said.remove(), 2000);
  });
});

// A second press does not send a form again.
document.querySelectorAll('form[method="post"]').forEach((form) => {
  let isSent = false;
  form.addEventListener('submit', (event) => {
    if (isSent) {
      event.preventDefault();
    }
    isSent = true;
  });
  // The browser may show this page again from its memory.
  addEventListener('pageshow', () => (isSent = false));
});

// Whoever comes from the vendor's site needs no press.
document.querySelector('form[data-send-now]')?.requestSubmit();

// Nor does whoever came to pay. Who goes back in the browser skips this page.
const checkout = document.querySelector('[data-follow-now] a')?.href;
if (checkout !== undefined) {
  location.replace(checkout);
}
