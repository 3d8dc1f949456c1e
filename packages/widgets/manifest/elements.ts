import type {
  CssCustomProperty,
  CustomElementDeclaration,
  CustomElementField,
  Package,
} from 'custom-elements-manifest';

/** An element of the manifest that a page can write. */
export type PublishedElement = CustomElementDeclaration & { tagName: string };

/** The elements of a manifest, in the order of their tags. */
export function elementsOf({ modules }: Package): PublishedElement[] {
  return modules
    .flatMap(({ declarations = [] }) => declarations)
    .filter((declaration): declaration is PublishedElement => 'tagName' in declaration)
    .sort((a, b) => (a.tagName < b.tagName ? -1 : 1));
}

/** The properties that a page can set on an element. */
export function settableProperties({ members = [] }: PublishedElement): CustomElementField[] {
  return members.filter(
    (member): member is CustomElementField => member.kind === 'field' && !member.static && !member.readonly,
  );
}

/** The custom properties that every widget follows: those of the class that all of them extend. */
export function tokensOf({ modules }: Package): CssCustomProperty[] {
  const declarations = modules.flatMap(({ declarations = [] }) => declarations);
  const base = declarations.find(({ name }) => name === 'PorticoWidget');
  return (base && 'cssProperties' in base && base.cssProperties) || [];
}
