/** A moment as people read it, in their own time zone. */
export function instant(iso: string, language: string): string {
  return new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));
}

/** A day as people read it, from `YYYY-MM-DD`. */
export function day(date: string, language: string): string {
  return new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(date));
}

/** How long to wait, rounded up to what people count in: seconds, then minutes, then hours. */
export function wait(seconds: number, language: string): string {
  const [amount, unit] =
    seconds < 60 ? [seconds, 'second'] : seconds < 3600 ? [seconds / 60, 'minute'] : [seconds / 3600, 'hour'];
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(Math.ceil(amount));
}

/** The reader's own variety of the texts' language: British dates for a British browser. */
function localeOf(language: string): string {
  const languages = typeof navigator === 'undefined' ? [] : (navigator.languages ?? []);
  return languages.find(tag => tag.split('-')[0] === language) ?? language;
}
