import { html, type TemplateResult } from 'lit';

/** An email address that breaks before its domain where it does not fit on a line. */
export function address(email: string): TemplateResult {
  const at = email.lastIndexOf('@') + 1;
  return html`${email.slice(0, at)}<wbr />${email.slice(at)}`;
}
