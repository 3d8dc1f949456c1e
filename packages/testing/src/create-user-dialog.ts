import type { Locator, Page } from 'playwright-core';

interface NewPerson {
  email: string;
  firstName: string;
  lastName: string;
}

/** Presses the button, the first in that place, and gives the dialog that opens. */
export async function openCreateUser(page: Page, { within = 'body', button = 'Create User' } = {}): Promise<Locator> {
  await page.locator(within).getByRole('button', { name: button, exact: true }).first().click();
  return page.getByRole('dialog');
}

/** Types in a person whom the portal does not know. */
export async function describePerson(dialog: Locator, { email, firstName, lastName }: NewPerson): Promise<void> {
  await dialog.getByLabel('Email').fill(email);
  await dialog.getByText('New person').waitFor();
  await dialog.getByLabel('First name').fill(firstName);
  await dialog.getByLabel('Last name').fill(lastName);
}

/** Submits what was typed in, and waits until the person has access. */
export async function giveAccess(dialog: Locator): Promise<void> {
  await dialog.getByRole('button', { name: 'Create User' }).click();
  await dialog.getByText('now has access').waitFor();
}
