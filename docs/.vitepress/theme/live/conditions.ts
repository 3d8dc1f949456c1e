import type { OperationName } from '@portico/core';

/** What a visitor can make go wrong, or be otherwise, behind an example. */
export interface Conditions {
  answers: 'at once' | 'slow' | 'failing';
  portal: 'sample' | 'empty';
  permission: 'all' | 'none';
  /** The operation that the backend does not have. */
  without: OperationName | '';
}

/** How an example looks; none of it reaches the widget's backend. */
export interface Look {
  theme: string;
  scheme: 'as the page' | 'light' | 'dark';
  direction: 'ltr' | 'rtl';
  width: 'full' | '280 px';
}

export const usualConditions: Readonly<Conditions> = {
  answers: 'at once',
  portal: 'sample',
  permission: 'all',
  without: '',
};
export const usualLook: Readonly<Look> = { theme: 'plain', scheme: 'as the page', direction: 'ltr', width: 'full' };
