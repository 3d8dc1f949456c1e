/** What only whoever runs the server can mend. The message says what is wrong and what to do, and is shown as it is. */
export class OperatorError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}
