/** The folder of the built pages: `index.html` for every path under `/portal/`, and `assets/` whose names carry a hash. */
export declare const portalFolder: string;

/** The page's HTML with the portal's own name in it, for its title and its brand. */
export declare function namePortal(html: string, name: string): string;
