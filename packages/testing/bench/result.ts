/** One measured line: a figure, what it is held against in the same run, and the bar. */
export interface Result {
  /** The bar's id, such as `P6`, or a name where it has none. */
  id: string;
  what: string;
  ours: string;
  /** The floor or peer of the same run. */
  peer: string;
  ratio: string;
  bar: string;
  /** Undefined where there is only a figure to report. */
  holds: boolean | undefined;
}
