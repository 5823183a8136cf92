// Shows what a script did on this page: see components/toast.tsx.

const SHOWN_MS = 5_000;

const region = document.querySelector('#toasts');
const template = document.querySelector('#toast');

document.addEventListener('keyward:toast', ({ detail }) => show(detail));

function show({ text, tone = 'ok' }) {
  const toast = template.content.firstElementChild.cloneNode(true);
  toast.classList.add(`toast-${tone}`);
  toast.querySelector('p').textContent = text;
  toast.querySelector('button').addEventListener('click', () => toast.remove());
  // The next one takes the place of this one.
  region.replaceChildren(toast);

  let timer;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => toast.remove(), SHOWN_MS);
  };
  const stay = () => clearTimeout(timer);
  toast.addEventListener('pointerenter', stay);
  toast.addEventListener('focusin', stay);
  toast.addEventListener('pointerleave', wait);
  toast.addEventListener('focusout', wait);
  wait();
}
