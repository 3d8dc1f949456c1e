/** What has been opened, in its order. */
export interface Closers {
  /** Notes how to close what was just opened. */
  add(close: () => unknown): void;
  /**
   * Closes everything, what was opened last first: each even where another cannot be. Throws the first failure at the
   * end.
   */
  closeAll(): Promise<void>;
}

/** A list of what is to be closed when a start fails or a server stops. */
export function closers(): Closers {
  const open: (() => unknown)[] = [];
  return {
    add(close) {
      open.push(close);
    },
    async closeAll() {
      const failures: unknown[] = [];
      for (let close = open.pop(); close; close = open.pop()) {
        try {
          await close();
        } catch (error) {
          failures.push(error);
        }
      }
      if (failures.length > 0) throw failures[0];
    },
  };
}
