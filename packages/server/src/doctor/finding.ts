/** What one look at the installation found. */
export interface Finding {
  /** What was looked at. */
  topic: string;
  mark: 'fine' | 'consider' | 'mend';
  /** What was found, as a sentence. Never a secret. */
  says: string;
  /** What to do, as a sentence; where nothing is fine without it. */
  remedy?: string;
}

/** Finds out about one topic. */
export interface Topic {
  /** It is as it should be. */
  fine(says: string): Finding;
  /** It works, and something is to be said about it. */
  consider(says: string, remedy: string): Finding;
  /** It does not work, or must not be left so. */
  mend(says: string, remedy: string): Finding;
}

export function topic(name: string): Topic {
  return {
    fine: says => ({ topic: name, mark: 'fine', says }),
    consider: (says, remedy) => ({ topic: name, mark: 'consider', says, remedy }),
    mend: (says, remedy) => ({ topic: name, mark: 'mend', says, remedy }),
  };
}
