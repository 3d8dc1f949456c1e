import { randomKey } from '@portico/core';

/** The idempotency key of what is being tried: the same for a repeat, another once the input has changed. */
export class Attempt {
  #input = '';
  #key = '';

  keyOf(input: unknown): string {
    const text = JSON.stringify(input);
    if (text !== this.#input) this.#key = randomKey();
    this.#input = text;
    return this.#key;
  }

  /** After a success the same input is a new attempt. */
  finish(): void {
    this.#input = '';
  }
}
