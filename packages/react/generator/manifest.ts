// The widgets' own reader of their manifest, which is no part of what they publish.
export { elementsOf, type PublishedElement, settableProperties } from '../../widgets/manifest/elements.ts';
