/** A widget's name in every form that its files write. */
export interface WidgetName {
  /** Its folder, and its tag without `portico-`. */
  folder: string;
  /** What its class is called. */
  className: string;
  title: string;
  /** Its group of texts. */
  group: string;
}

// https://tc39.es/ecma262/#prod-ReservedWord, and those that are reserved in modules.
const reserved =
  'arguments await break case catch class const continue debugger default delete do else enum eval export extends ' +
  'false finally for function if implements import in instanceof interface let new null package private protected ' +
  'public return static super switch this throw true try typeof var void while with yield';

/** The folder that is left out of the repository, and names that Windows keeps for its devices. */
const keptFolders = /^(dist|con|prn|aux|nul|(com|lpt)[0-9])$/;

/** Whether there can be a folder of that name on every system, and in the repository. */
export function isFolderName(name: string): boolean {
  return !keptFolders.test(name);
}

/** Whether a name is words of small letters and digits with hyphens between them. */
export function isKebabCase(name: string): boolean {
  return /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name);
}

/**
 * All forms of a name.
 * @param folder - The name in kebab case.
 * @param sources - The code in which its group of texts is to be a name of its own.
 */
export function widgetName(folder: string, sources: string): WidgetName {
  const words = folder.split('-').map(word => word.slice(0, 1).toUpperCase() + word.slice(1));
  const pascal = words.join('');
  const camel = pascal.slice(0, 1).toLowerCase() + pascal.slice(1);
  const isTaken = reserved.split(' ').includes(camel) || new RegExp(`\\b${camel}\\b`).test(sources);
  return {
    folder,
    className: `Portico${pascal}`,
    title: words.join(' '),
    group: isTaken ? `${camel}Texts` : camel,
  };
}
