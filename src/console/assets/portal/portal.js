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
