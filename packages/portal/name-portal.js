export function namePortal(html, name) {
  const text = name.replace(/[&<>"]/g, character => `&#${character.charCodeAt(0)};`);
  return html
    .replace(/(<meta name="application-name" content=")[^"]*/, (_, start) => start + text)
    .replace(/(<title>)[^<]*/, (_, start) => start + text);
}
