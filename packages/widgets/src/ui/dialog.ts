import { html } from 'lit';
import { icons } from './icons.ts';

/**
 * A modal dialog: title, what is in it, and its own way out. Esc and the cross call `onClose` alike; while something is
 * under way, neither leaves before its outcome is known. The element with the id `about` is read with the title.
 */
export function dialog(title: string, close: string, body: unknown, onClose: () => void, isBusy = false) {
  const shut = (event: Event) => isBusy || (event.currentTarget as Element).closest('dialog')?.close();
  // On the key and not on `cancel`, which a browser lets a page prevent only once.
  const onKey = (event: KeyboardEvent) => isBusy && event.key === 'Escape' && event.preventDefault();
  return html`<dialog part="dialog" aria-labelledby="title" @close=${onClose} @keydown=${onKey}>
    <div class="head">
      <h2 id="title" part="dialog-title" tabindex="-1" aria-describedby="about">${title}</h2>
      <button type="button" class="icon" part="button icon" aria-label=${close} @click=${shut}>${icons.close}</button>
    </div>
    ${body}
  </dialog>`;
}

/** Opens the dialog, where it is still on the page. */
export function showDialog(root: ParentNode): void {
  const element = root.querySelector('dialog');
  if (element?.isConnected) element.showModal();
}
