/**
 * Shows times as the reader writes them, and keeps the Mailbox's list up to date. Sent to the browser as its own
 * source, so it may use nothing from outside itself; it builds rows from the page's template, since the page's policy
 * allows no markup made of text.
 */
export function refreshMailbox(): void {
  const showTime = (element: HTMLTimeElement) => {
    const form = { dateStyle: 'medium', timeStyle: 'short' } as const;
    element.textContent = new Date(element.dateTime).toLocaleString(undefined, form);
  };
  for (const time of document.querySelectorAll('time')) showTime(time);

  const list = document.querySelector<HTMLElement>('.mails');
  const template = document.querySelector<HTMLTemplateElement>('#mail-row');
  const search = document.querySelector<HTMLInputElement>('input[type=search]');
  if (!list || !template || !search) return;
  let shown = list.dataset.version ?? '';

  const row = (mail: { id: string; to: string; subject: string; kind: string; problem: string; at: string }) => {
    const item = template.content.firstElementChild?.cloneNode(true);
    if (!(item instanceof HTMLElement)) return [];
    const put = (selector: string, text: string) => {
      const element = item.querySelector(selector);
      if (element) element.textContent = text;
    };
    put('.to', mail.to);
    put('.subject', mail.subject);
    put('.kind', mail.kind);
    put('.problem', mail.problem);
    const link = item.querySelector('a');
    if (link) link.href = `/mailbox/${mail.id}`;
    const time = item.querySelector('time');
    if (time) {
      time.dateTime = mail.at;
      showTime(time);
    }
    return [item];
  };

  const refresh = async () => {
    if (document.visibilityState === 'hidden') return;
    const asked = search.value;
    const response = await fetch(`/mailbox/mails.json?search=${encodeURIComponent(asked)}`);
    if (!response.ok || asked !== search.value) return;
    const { version, mails } = await response.json();
    if (version === shown) return;
    shown = version;
    const focused =
      document.activeElement instanceof HTMLAnchorElement ? document.activeElement.getAttribute('href') : null;
    list.replaceChildren(...mails.flatMap(row));
    if (focused) list.querySelector<HTMLElement>(`a[href="${focused}"]`)?.focus();
  };

  // A server that is away for a moment is asked again at the next turn.
  const ask = () => refresh().catch(() => {});
  search.addEventListener('input', ask);
  document.addEventListener('visibilitychange', ask);
  setInterval(ask, 1500);
}
