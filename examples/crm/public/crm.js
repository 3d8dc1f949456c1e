// @ts-check
// What the CRM's pages do in the browser beyond links and forms: switch tabs in place, and claim new people.

for (const list of document.querySelectorAll('[role=tablist]')) {
  /** @type {HTMLAnchorElement[]} */
  const tabs = [...list.querySelectorAll('a')];
  for (const tab of tabs) tab.tabIndex = tab.ariaSelected === 'true' ? 0 : -1;

  list.addEventListener('click', event => {
    const tab = tabs.find(candidate => event.target instanceof Node && candidate.contains(event.target));
    const isPlainClick = event instanceof MouseEvent && !event.metaKey && !event.ctrlKey && !event.shiftKey;
    if (!tab || !isPlainClick) return;
    event.preventDefault();
    choose(tab, tabs);
  });

  // https://www.w3.org/WAI/ARIA/apg/patterns/tabs/
  list.addEventListener('keydown', event => {
    if (!(event instanceof KeyboardEvent)) return;
    const forward = getComputedStyle(list).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const backward = forward === 'ArrowRight' ? 'ArrowLeft' : 'ArrowRight';
    const at = tabs.findIndex(tab => tab.matches(':focus'));
    /** @type {Record<string, number>} */
    const targets = { [forward]: at + 1, [backward]: at - 1, Home: 0, End: -1, ' ': at };
    const tab = event.key in targets ? tabs.at((targets[event.key] ?? 0) % tabs.length) : undefined;
    if (!tab) return;
    event.preventDefault();
    choose(tab, tabs);
    tab.focus();
  });
}

/**
 * @param {HTMLAnchorElement} chosen
 * @param {HTMLAnchorElement[]} tabs
 */
function choose(chosen, tabs) {
  for (const tab of tabs) {
    const isChosen = tab === chosen;
    tab.ariaSelected = String(isChosen);
    tab.tabIndex = isChosen ? 0 : -1;
    document.getElementById(tab.getAttribute('aria-controls') ?? '')?.toggleAttribute('hidden', !isChosen);
  }
  history.replaceState(null, '', chosen.href);
}

// A widget that created a person tells so; the CRM then makes its own record and tells Portico the record's id.
// Where this fails nothing is lost: the person's link does the same when it is followed.
document.addEventListener('accessgranted', event => {
  const contactId = event instanceof CustomEvent ? event.detail.contactId : event.contactId;
  if (typeof contactId !== 'string' || !contactId.startsWith('portico:')) return;
  fetch('/crm/contacts/adopt', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ contactId }),
  }).catch(() => {});
});
