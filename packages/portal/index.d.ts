/** The client's built pages: `index.html` for every path under `/portal/`, and `assets/` whose names carry a hash. */
export declare const portalFolder: string;

/** The built pages for staff without a CRM: `admin.html` for every path under `/admin/`, and `assets/` like the portal's. */
export declare const adminFolder: string;

/** The page's HTML with the portal's own name in it, for its title and its brand. */
export declare function namePortal(html: string, name: string): string;
