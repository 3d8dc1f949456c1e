/** A member of staff has one name; the last word of it is taken as the last name. */
export function splitName(name: string): { firstName: string; lastName: string } {
  const space = name.lastIndexOf(' ');
  return { firstName: space < 0 ? '' : name.slice(0, space), lastName: name.slice(space + 1) };
}
