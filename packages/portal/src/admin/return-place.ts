import { type Place, pathOf, placeAt } from './places.ts';

const key = 'portico-admin-return';

/** Keeps where somebody was when they had to sign in; in this tab only, where the company's sign-in comes back to. */
export function keepReturnPlace(place: Place): void {
  if (place.page !== 'sign-in') sessionStorage.setItem(key, pathOf(place));
}

export function forgetReturnPlace(): void {
  sessionStorage.removeItem(key);
}

/** Where to go on, once. Whatever was kept, it is a place of the admin pages or none. */
export function takeReturnPlace(): Place | undefined {
  const kept = sessionStorage.getItem(key) ?? '';
  forgetReturnPlace();
  if (!kept.startsWith('/') || !URL.canParse(kept, location.origin)) return undefined;
  const address = new URL(kept, location.origin);
  const place = address.origin === location.origin ? placeAt(address) : undefined;
  return place?.page === 'sign-in' ? undefined : place;
}
