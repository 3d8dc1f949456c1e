/** What people choose when they are asked for ten characters and guessers try first. */
const commonPasswords = [
  '1234567890',
  '0123456789',
  '0987654321',
  '1q2w3e4r5t',
  'qwertyuiop',
  'qwerty1234',
  'qwerty12345',
  'qwertyuiop123',
  'password12',
  'password123',
  'password1234',
  'passw0rd123',
  'administrator',
  'letmein123',
  'welcome123',
  'iloveyou123',
  'abcdefghij',
];

/** Whether a password is among the first guesses: what many people choose, a few characters over and over, or its owner's address. */
export function isCommonPassword(password: string, email = ''): boolean {
  const guess = password.toLowerCase();
  const own = email.toLowerCase();
  return new Set(guess).size < 5 || [...commonPasswords, own, own.split('@')[0]].includes(guess);
}
