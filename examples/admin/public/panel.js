// @ts-check
// What the panel's pages do in the browser: open and close dialogs, and print.

document.addEventListener('click', event => {
  const button = event.target instanceof Element ? event.target.closest('button') : null;
  if (!button) return;
  if ('prints' in button.dataset) window.print();
  dialogOf(button.dataset.opens)?.showModal();
  dialogOf(button.dataset.closes)?.close();
});

/** @param {string | undefined} id */
function dialogOf(id) {
  const found = document.getElementById(id ?? '');
  return found instanceof HTMLDialogElement ? found : null;
}
