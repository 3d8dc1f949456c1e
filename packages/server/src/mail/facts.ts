/** What a template may say. */
export interface MailFacts {
  portalName: string;
  firstName: string;
  /** The account the mail is about; empty where there is none to name. */
  accountName: string;
  /** Empty where the portal has one market only, which is then never shown. */
  market: string;
  /** Where the mail's button leads. */
  link: string;
  /** How long the link works, in words; empty for a link that does not end. */
  lifetime: string;
}

/** A mail as it goes out. */
export interface RenderedMail {
  subject: string;
  html: string;
  text: string;
}

/** A lifetime in words, such as `7 days` or `1 hour`. */
export function lifetimeInWords(seconds: number): string {
  const units = [
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
  ] as const;
  const [unit, size] = units.find(([, size]) => seconds >= size && seconds % size === 0) ?? ['minute', 60];
  const count = Math.max(1, Math.round(seconds / size));
  return inWords[unit].format(count);
}

const inWords = { day: wordsFor('day'), hour: wordsFor('hour'), minute: wordsFor('minute') };

function wordsFor(unit: 'day' | 'hour' | 'minute'): Intl.NumberFormat {
  return new Intl.NumberFormat('en', { style: 'unit', unit, unitDisplay: 'long' });
}
